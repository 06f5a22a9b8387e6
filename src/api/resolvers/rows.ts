/**
 * The pages of lists as flat rows, for dashboards and data frames: every column is a text, a number, or a value
 * of an enumeration.
 */
import { Ctx, Field, FieldResolver, Float, ObjectType, Resolver, Root } from 'type-graphql';
import type { CrystalSummary, MotifSiteNode } from '../../graph/model.js';
import type { MotifRow as MotifOfGraph } from '../../graph/store.js';
import { CRYSTAL, MOTIF, MOTIF_SITE } from '../../graph/tables.js';
import type { Context } from '../context.js';
import { usual } from '../cost.js';
import { Columns } from '../types/declared.js';
import { type CrystalList, CrystalPage, type MotifList, MotifPage } from './lists.js';

@ObjectType({ simpleResolvers: true, description: 'A crystal as a row of a table.' })
@Columns(CRYSTAL.fields, 'crystalId', ['structure', 'connectivity', 'description'])
export class CrystalRow {
  @Field(() => Float, { description: 'Length of a in the cell as given, Å.' })
  readonly a!: number;

  @Field(() => Float, { description: 'Length of b, Å.' })
  readonly b!: number;

  @Field(() => Float, { description: 'Length of c, Å.' })
  readonly c!: number;

  @Field(() => Float, { description: 'Angle between b and c, degrees.' })
  readonly alpha!: number;

  @Field(() => Float, { description: 'Angle between a and c, degrees.' })
  readonly beta!: number;

  @Field(() => Float, { description: 'Angle between a and b, degrees.' })
  readonly gamma!: number;

  @Field(() => String, { description: 'Ids of its motifs, most frequent first, separated by spaces.' })
  readonly motifIds!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A motif site as a row of a table.' })
@Columns(MOTIF_SITE.fields, 'siteId')
export class SiteRow {
  @Field(() => String, { description: 'Reduced formula of the crystal.' })
  readonly formula!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A motif as a row of a table.' })
@Columns(MOTIF.fields, 'motifId')
@Columns(MOTIF.derived, 'motifId')
export class MotifRow {}

@Resolver(() => CrystalPage)
export class CrystalRowsResolver {
  @FieldResolver(() => [CrystalRow], { description: 'The crystals of the page as flat rows.' })
  async rows(@Root() list: CrystalList, @Ctx() { loaders }: Context): Promise<CrystalRow[]> {
    return Promise.all(
      (await list.nodes()).map(async (crystal) => {
        const [a, b, c, alpha, beta, gamma] = crystal.cell as [number, number, number, number, number, number];
        const contents = await loaders.contentsOfCrystal.load(crystal.id);
        const motifIds = contents
          .toSorted((one, other) => other.count - one.count)
          .map(({ motifId }) => motifId)
          .join(' ');
        return { ...crystal, a, b, c, alpha, beta, gamma, motifIds };
      }),
    );
  }

  @FieldResolver(() => [SiteRow], {
    description: 'Motif sites of the crystals of the page as flat rows, one for each symmetry orbit of cations.',
    complexity: usual.sites,
  })
  async siteRows(@Root() list: CrystalList, @Ctx() { loaders }: Context): Promise<(MotifSiteNode & SiteRow)[]> {
    const rowsOf = async ({ id, formula }: CrystalSummary) =>
      (await loaders.sitesOfCrystal.load(id)).map((site) => ({ ...site, formula }));
    return (await Promise.all((await list.nodes()).map(rowsOf))).flat();
  }
}

@Resolver(() => MotifPage)
export class MotifRowsResolver {
  @FieldResolver(() => [MotifRow], { description: 'The motifs of the page as flat rows.' })
  rows(@Root() list: MotifList): Promise<readonly MotifOfGraph[]> {
    return list.nodes();
  }
}
