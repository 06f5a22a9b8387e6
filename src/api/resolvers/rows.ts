/**
 * The pages of lists as flat rows, for dashboards and data frames: every column is a text, a number, or a value
 * of an enumeration.
 */
import { Ctx, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import {
  CONNECTION_ROW,
  CRYSTAL_ROW,
  connectionCells,
  crystalCells,
  type FlatRow,
  MOTIF_ROW,
  motifCells,
  SITE_ROW,
  siteCells,
} from '../../graph/flat-rows.js';
import type { CrystalSummary } from '../../graph/model.js';
import type { Context } from '../context.js';
import { itemsTimes, usual } from '../cost.js';
import { Columns } from '../types/declared.js';
import { type CrystalList, CrystalPage, type MotifList, MotifPage } from './lists.js';

@ObjectType({ simpleResolvers: true, description: 'A crystal as a row of a table.' })
@Columns(CRYSTAL_ROW)
export class CrystalRow {}

@ObjectType({ simpleResolvers: true, description: 'A motif site as a row of a table.' })
@Columns(SITE_ROW)
export class SiteRow {}

@ObjectType({
  simpleResolvers: true,
  description: 'Equivalent connections as a row of a table, as one of the two sites sees them.',
})
@Columns(CONNECTION_ROW)
export class ConnectionRow {}

@ObjectType({ simpleResolvers: true, description: 'A motif as a row of a table.' })
@Columns(MOTIF_ROW)
export class MotifRow {}

@Resolver(() => CrystalPage)
export class CrystalRowsResolver {
  @FieldResolver(() => [CrystalRow], { description: 'The crystals of the page as flat rows.' })
  async rows(@Root() list: CrystalList, @Ctx() { loaders }: Context): Promise<FlatRow[]> {
    return Promise.all(
      (await list.nodes()).map(async (crystal) =>
        crystalCells(crystal, await loaders.contentsOfCrystal.load(crystal.id)),
      ),
    );
  }

  @FieldResolver(() => [SiteRow], {
    description: 'Motif sites of the crystals of the page as flat rows, one for each symmetry orbit of cations.',
    complexity: usual.sites,
  })
  async siteRows(@Root() list: CrystalList, @Ctx() { loaders }: Context): Promise<FlatRow[]> {
    const rowsOf = async (crystal: CrystalSummary) =>
      (await loaders.sitesOfCrystal.load(crystal.id)).map((site) => siteCells(site, crystal));
    return (await Promise.all((await list.nodes()).map(rowsOf))).flat();
  }

  @FieldResolver(() => [ConnectionRow], {
    description:
      'Connections in the crystals of the page as flat rows, one for each class of equivalent connections and each of its ends.',
    complexity: itemsTimes(60),
  })
  async connectionRows(@Root() list: CrystalList, @Ctx() { loaders }: Context): Promise<FlatRow[]> {
    const rowsOf = async (crystal: CrystalSummary) => {
      const sites = await loaders.sitesOfCrystal.load(crystal.id);
      const byId = new Map(sites.map((site) => [site.id, site]));
      const connections = await Promise.all(sites.map(({ id }) => loaders.connectionsOfSite.load(id)));
      return sites.flatMap((site, i) =>
        connections[i]!.map((one) => connectionCells(one, site, byId.get(one.toSite) ?? null, crystal)),
      );
    };
    return (await Promise.all((await list.nodes()).map(rowsOf))).flat();
  }
}

@Resolver(() => MotifPage)
export class MotifRowsResolver {
  @FieldResolver(() => [MotifRow], { description: 'The motifs of the page as flat rows.' })
  async rows(@Root() list: MotifList): Promise<FlatRow[]> {
    return (await list.nodes()).map(motifCells);
  }
}
