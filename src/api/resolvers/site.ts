/** Motif sites: the cations of a crystal with the polyhedra around them, and what these share. */
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { CrystalNode, MotifSiteNode, SiteConnection } from '../../graph/model.js';
import type { GeometryRow, MotifRow } from '../../graph/store.js';
import type { ConnectionKind, NoMotifReason } from '../../motif/analysis.js';
import type { Context } from '../context.js';
import { usual } from '../cost.js';
import { apiError } from '../errors.js';
import { PartArgs, partOf } from '../parts.js';
import { Provenance } from '../types/common.js';
import { ConnectionKindEnum, NoMotifReasonEnum } from '../types/enums.js';
import { Crystal } from './crystal.js';
import { Geometry } from './geometry.js';
import { Motif } from './motif.js';

@ObjectType({ simpleResolvers: true, description: 'Why a cation has no motif.' })
export class NoMotif {
  @Field(() => NoMotifReasonEnum, { description: 'The reason as a code.' })
  readonly code!: NoMotifReason;

  @Field(() => String, { description: 'The reason in words.' })
  readonly message!: string;
}

@ObjectType({ simpleResolvers: true, description: 'An anion that belongs to a coordination polyhedron.' })
export class Ligand {
  @Field(() => String, { description: 'Symbol of the element.' })
  readonly element!: string;

  @Field(() => Int, { description: "Index of the atom in the crystal's cell, counted from 0 as in `structure`." })
  readonly site!: number;

  @Field(() => [Int], { description: "Lattice translation of the atom, in basis vectors of the crystal's cell." })
  readonly image!: readonly number[];

  @Field(() => Float, { description: 'Distance from the centre, Å.' })
  readonly distance!: number;
}

@ObjectType({ simpleResolvers: true, description: 'How far a polyhedron is from the ideal one.' })
export class Distortion {
  @Field(() => Float, {
    nullable: true,
    description:
      'Continuous symmetry measure against the reference geometry, 0 (ideal) to 100; beyond about 15 it is another shape (Pinsky & Avnir 1998). Null without a motif.',
  })
  readonly csm!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean distance of the ligands, Å; null without ligands.' })
  readonly bondLengthMean!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Largest minus smallest distance of the ligands, Å; null without ligands.',
  })
  readonly bondLengthSpread!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Volume of the ligands' convex hull, Å³; null for fewer than four ligands and for flat polyhedra.",
  })
  readonly polyhedronVolume!: number | null;
}

@ArgsType()
class KindsArgs {
  @Field(() => [ConnectionKindEnum], { nullable: true, description: 'Only of these kinds.' })
  readonly kinds?: ConnectionKind[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'Distances of a shared ligand.' })
export class SharedLigandDistances {
  @Field(() => Float, { description: 'From this site, Å.' })
  readonly from!: number;

  @Field(() => Float, { description: 'From the partner, Å.' })
  readonly to!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A polyhedron that shares ligands with this one; one entry for all partners that are alike by symmetry.',
})
export class ConnectedSite {
  @Field(() => ConnectionKindEnum, { description: 'Corner, edge or face.' })
  readonly kind!: ConnectionKind;

  @Field(() => Int, { description: 'Number of ligands shared with one partner.' })
  readonly sharedLigands!: number;

  @Field(() => Int, { description: 'How many such partners stand around one site.' })
  readonly count!: number;

  @Field(() => Float, { description: 'Distance between the centres, Å.' })
  readonly distance!: number;

  @Field(() => [Float], { description: 'Angle centre–ligand–centre at each shared ligand, degrees.' })
  readonly anglesInDegrees!: readonly number[];

  @Field(() => [Int], {
    description: "Lattice translation of one such partner, in basis vectors of the crystal's cell.",
  })
  readonly image!: readonly number[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A cation of a crystal with its coordination polyhedron; stands for all sites that symmetry makes equal.',
})
export class MotifSite {
  @Field(() => ID, { description: 'Id that stays as long as the crystal does not change: `CRYSTAL/ORBIT`.' })
  readonly id!: string;

  @Field(() => ID, { description: 'Id of the crystal.' })
  readonly crystalId!: string;

  @Field(() => Int, { description: "Index of the symmetry orbit among the crystal's orbits, counted from 0." })
  readonly orbit!: number;

  @Field(() => String, { description: 'Symbol of the element at the centre.' })
  readonly element!: string;

  @Field(() => String, { description: 'Letter of the Wyckoff position in the standard setting.' })
  readonly wyckoff!: string;

  @Field(() => String, { description: 'Symmetry of the site.' })
  readonly siteSymmetry!: string;

  @Field(() => Int, { description: 'Sites of the orbit in the primitive cell.' })
  readonly multiplicity!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Oxidation state, given or guessed (then the average of the element); null where none is known: see `ionAssignment` of the crystal.',
  })
  readonly oxidationState!: number | null;

  @Field(() => Int, { description: 'Number of ligands.' })
  readonly coordinationNumber!: number;

  @Field(() => ID, { nullable: true, description: 'Id of the motif; null where `noMotif` says why.' })
  readonly motifId!: string | null;

  @Field(() => [Float], {
    description:
      'Order parameters of the site by CrystalNN (Zimmermann 2020), 0–1: for each coordination number its probability, and for each shape of it the probability times its order parameter. `service { fingerprintLabels }` names them in order.',
  })
  readonly fingerprint!: readonly number[];
}

@Resolver(() => MotifSite)
export class MotifSiteResolver {
  @Query(() => MotifSite, {
    nullable: true,
    description: 'The motif site of this id. Null comes with an error: UNKNOWN_ID.',
  })
  async site(
    @Arg('id', () => ID, { description: 'Id of the site, `CRYSTAL/ORBIT`.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<MotifSiteNode> {
    const site = await loaders.site.load(id);
    if (site === null) {
      throw apiError('UNKNOWN_ID', `The graph has no motif site "${id}". Ids of sites are like CRYSTAL/0.`);
    }
    return site;
  }

  @FieldResolver(() => Crystal, { description: 'The crystal.' })
  crystal(@Root() { crystalId }: MotifSiteNode, @Ctx() { loaders }: Context): Promise<CrystalNode | null> {
    return loaders.crystal.load(crystalId);
  }

  @FieldResolver(() => Motif, { nullable: true, description: 'The motif; null where `noMotif` says why.' })
  motif(@Root() { motifId }: MotifSiteNode, @Ctx() { loaders }: Context): Promise<MotifRow | null> | null {
    return motifId === null ? null : loaders.motif.load(motifId);
  }

  @FieldResolver(() => Geometry, {
    nullable: true,
    description: 'Coordination geometry; null where `noMotif` says why.',
  })
  async geometry(@Root() { motifId }: MotifSiteNode, @Ctx() { loaders }: Context): Promise<GeometryRow | null> {
    const motif = motifId === null ? null : await loaders.motif.load(motifId);
    return motif === null ? null : ((await loaders.geometries()).get(motif.geometry) ?? null);
  }

  @FieldResolver(() => NoMotif, { nullable: true, description: 'Why there is no motif; null where there is one.' })
  noMotif(@Root() { noMotif, element, coordinationNumber }: MotifSiteNode): NoMotif | null {
    if (noMotif === null) return null;
    const message =
      noMotif === 'NO_LIGANDS'
        ? `No anion belongs to the neighbour set of this ${element}.`
        : `No reference polyhedron has ${coordinationNumber} ligands; they exist for 1 to 13 and 20.`;
    return { code: noMotif, message };
  }

  @FieldResolver(() => Distortion, { description: 'How far the polyhedron is from the ideal one.' })
  distortion(@Root() site: MotifSiteNode): MotifSiteNode {
    return site;
  }

  @FieldResolver(() => [Ligand], { description: 'Ligands of one site, nearest first.', complexity: usual.ligands })
  ligands(
    @Args(() => PartArgs) part: PartArgs,
    @Root() site: MotifSiteNode,
    @Ctx() { limits }: Context,
  ): readonly Ligand[] {
    const ligands = site.ligandElements.map((element, index) => ({
      element,
      site: site.ligandSites[index]!,
      image: site.ligandImages.slice(3 * index, 3 * index + 3),
      distance: site.ligandDistances[index]!,
    }));
    return partOf(ligands, part, limits);
  }

  @FieldResolver(() => [ConnectedSite], {
    description:
      'Polyhedra that share ligands with this one. An empty list: it shares none, the polyhedron is isolated.',
    complexity: usual.connections,
  })
  async connections(
    @Args(() => KindsArgs) { kinds }: KindsArgs,
    @Args(() => PartArgs) part: PartArgs,
    @Root() { id }: MotifSiteNode,
    @Ctx() { loaders, limits }: Context,
  ): Promise<readonly SiteConnection[]> {
    return partOf(ofKinds(await loaders.connectionsOfSite.load(id), kinds), part, limits);
  }

  @FieldResolver(() => Int, { description: 'Entries that `connections` has in all.' })
  async connectionCount(
    @Args(() => KindsArgs) { kinds }: KindsArgs,
    @Root() { id }: MotifSiteNode,
    @Ctx() { loaders }: Context,
  ): Promise<number> {
    return ofKinds(await loaders.connectionsOfSite.load(id), kinds).length;
  }

  @FieldResolver(() => Provenance, { description: 'Where the structure came from, and how it was analysed.' })
  provenance(@Root() { crystalId }: MotifSiteNode, @Ctx() { loaders }: Context): Promise<CrystalNode | null> {
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
  @FieldResolver(() => MotifSite, { description: 'The partner; a site can be its own, in another cell.' })
  partner(@Root() { toSite }: SiteConnection, @Ctx() { loaders }: Context): Promise<MotifSiteNode | null> {
    return loaders.site.load(toSite);
  }

  @FieldResolver(() => [SharedLigandDistances], {
    description: 'Distances of each shared ligand, in the order of `anglesInDegrees`.',
    complexity: usual.sharedLigands,
  })
  bondLengths(@Root() { bondLengths }: SiteConnection): SharedLigandDistances[] {
    return Array.from({ length: bondLengths.length / 2 }, (_, index) => ({
      from: bondLengths[2 * index]!,
      to: bondLengths[2 * index + 1]!,
    }));
  }
}
