/** Motif sites: the cations of a crystal with the polyhedra around them, and what these share. */

import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { CrystalSummary, MotifSiteNode, SiteConnection } from '../../graph/model.js';
import type { GeometryRow, MotifRow } from '../../graph/store.js';
import type { ConnectionKind } from '../../motif/analysis.js';
import { geometryOf } from '../../motif/geometries.js';
import type { Context } from '../context.js';
import { usual } from '../cost.js';
import { missingSiteError } from '../missing.js';
import { PartArgs, partOf } from '../parts.js';
import { type Soon, whenThere } from '../soon.js';
import { Crystal } from '../types/crystal.js';
import { ConnectionKindEnum } from '../types/enums.js';
import { Geometry } from '../types/geometry.js';
import { Motif } from '../types/motif.js';
import { Provenance } from '../types/provenance.js';
import {
  ConnectedSite,
  Distortion,
  Environment,
  Ligand,
  MotifSite,
  NoMotif,
  Occupant,
  SharedLigandDistances,
} from '../types/site.js';

@ArgsType()
class KindsArgs {
  @Field(() => [ConnectionKindEnum], { nullable: true, description: 'Only connections of these kinds.' })
  readonly kinds?: ConnectionKind[] | null;
}

@Resolver(() => MotifSite)
export class MotifSiteResolver {
  @Query(() => MotifSite, {
    nullable: true,
    description: 'The motif site with this id. If null, there is an error: UNKNOWN_ID.',
  })
  async site(
    @Arg('id', () => ID, { description: 'Id of the site, `CRYSTAL/ORBIT`.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<MotifSiteNode> {
    const site = await loaders.site.load(id);
    if (site === null) throw missingSiteError(id);
    return site;
  }

  @FieldResolver(() => Crystal, { description: 'The crystal.' })
  crystal(@Root() { crystalId }: MotifSiteNode, @Ctx() { loaders }: Context): Soon<CrystalSummary | null> {
    return loaders.crystal.load(crystalId);
  }

  @FieldResolver(() => Motif, { nullable: true, description: 'The motif; null if there is none (`noMotif` says why).' })
  motif(@Root() { motifId }: MotifSiteNode, @Ctx() { loaders }: Context): Soon<MotifRow | null> | null {
    return motifId === null ? null : loaders.motif.load(motifId);
  }

  @FieldResolver(() => Geometry, {
    nullable: true,
    description: 'Coordination geometry; null if there is none (`noMotif` says why).',
  })
  async geometry(@Root() { motifId }: MotifSiteNode, @Ctx() { loaders }: Context): Promise<GeometryRow | null> {
    const motif = motifId === null ? null : await loaders.motif.load(motifId);
    return motif === null ? null : ((await loaders.geometries()).get(motif.geometry) ?? null);
  }

  @FieldResolver(() => NoMotif, { nullable: true, description: 'Why there is no motif; null if there is one.' })
  noMotif(@Root() { noMotif, element, coordinationNumber }: MotifSiteNode): NoMotif | null {
    if (noMotif === null) return null;
    const message =
      noMotif === 'NO_LIGANDS'
        ? `No anion is in the neighbour set of this ${element}.`
        : `There is no reference polyhedron with ${coordinationNumber} ligands, only with 1 to 13 and 20.`;
    return { code: noMotif, message };
  }

  @FieldResolver(() => [Occupant], {
    description:
      'Elements at the site, the most frequent first: one with the fraction 1 in an ordered crystal. What the fractions lack of 1 is empty.',
    complexity: usual.occupants,
  })
  occupants(@Root() { element, occupantElements, occupantFractions }: MotifSiteNode): readonly Occupant[] {
    if (occupantElements.length === 0) return [{ element, fraction: 1 }];
    return occupantElements.map((symbol, i) => ({ element: symbol, fraction: occupantFractions[i]! }));
  }

  @FieldResolver(() => Distortion, { description: 'Distortion of the polyhedron.' })
  distortion(@Root() site: MotifSiteNode): MotifSiteNode {
    return site;
  }

  @FieldResolver(() => [Environment], {
    description:
      'Geometries that its surroundings are like by the multi-weights strategy (Waroquiers 2020), largest fraction first: of ambiguous sites, and of all sites of crystals analysed by that strategy; empty for others, and where they are like none.',
    complexity: usual.environments,
  })
  environments(@Root() site: MotifSiteNode): Environment[] {
    return site.environmentGeometries.map((geometry, i) => ({
      geometry,
      name: geometryOf(geometry)?.name ?? geometry,
      fraction: site.environmentFractions[i]!,
      csm: site.environmentMeasures[i]!,
    }));
  }

  @FieldResolver(() => [Ligand], {
    nullable: true,
    description: 'Ligands of one site, nearest first.',
    complexity: usual.ligands,
  })
  ligands(
    @Args(() => PartArgs) part: PartArgs,
    @Root() site: MotifSiteNode,
    @Ctx() { limits }: Context,
  ): readonly Ligand[] {
    const ligands = site.ligandElements.map((element, index) => ({
      element,
      atom: site.ligandSites[index]!,
      image: site.ligandImages.slice(3 * index, 3 * index + 3),
      distance: site.ligandDistances[index]!,
    }));
    return partOf(ligands, part, limits);
  }

  @FieldResolver(() => [ConnectedSite], {
    nullable: true,
    description: 'Sites whose polyhedra share ligands with this one. Empty if the polyhedron is isolated.',
    complexity: usual.connections,
  })
  connections(
    @Args(() => KindsArgs) { kinds }: KindsArgs,
    @Args(() => PartArgs) part: PartArgs,
    @Root() { id }: MotifSiteNode,
    @Ctx() { loaders, limits }: Context,
  ): Soon<readonly SiteConnection[]> {
    return whenThere(loaders.connectionsOfSite.load(id), (all) => partOf(ofKinds(all, kinds), part, limits));
  }

  @FieldResolver(() => Int, { description: 'Total number of entries of `connections`.' })
  connectionCount(
    @Args(() => KindsArgs) { kinds }: KindsArgs,
    @Root() { id }: MotifSiteNode,
    @Ctx() { loaders }: Context,
  ): Soon<number> {
    return whenThere(loaders.connectionsOfSite.load(id), (all) => ofKinds(all, kinds).length);
  }

  @FieldResolver(() => Provenance, { description: 'Where the structure comes from, and how it was analysed.' })
  provenance(@Root() { crystalId }: MotifSiteNode, @Ctx() { loaders }: Context): Soon<CrystalSummary | null> {
    return loaders.crystal.load(crystalId);
  }
}

function ofKinds(
  connections: readonly SiteConnection[],
  kinds: readonly ConnectionKind[] | null | undefined,
): readonly SiteConnection[] {
  return kinds == null ? connections : connections.filter(({ kind }) => kinds.includes(kind));
}

@Resolver(() => ConnectedSite)
export class ConnectedSiteResolver {
  @FieldResolver(() => MotifSite, { description: 'The partner site; it can be the same site in another cell.' })
  partner(@Root() { toSite }: SiteConnection, @Ctx() { loaders }: Context): Soon<MotifSiteNode | null> {
    return loaders.site.load(toSite);
  }

  @FieldResolver(() => [SharedLigandDistances], {
    description:
      'Bond lengths of each ligand shared with one of the partners, in the order of `anglesInDegrees`; other partners may have `from` and `to` exchanged.',
    complexity: usual.sharedLigands,
  })
  bondLengths(@Root() { bondLengths }: SiteConnection): SharedLigandDistances[] {
    return Array.from({ length: bondLengths.length / 2 }, (_, index) => ({
      from: bondLengths[2 * index]!,
      to: bondLengths[2 * index + 1]!,
    }));
  }
}
