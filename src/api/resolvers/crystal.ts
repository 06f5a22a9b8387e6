/** Crystals. */
import { Arg, Args, Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Property } from '../../amdnet/properties.js';
import { symbolOf } from '../../crystal/elements.js';
import { atomicFractions } from '../../crystal/formula.js';
import { latticeFromParameters, volumeOf } from '../../crystal/lattice.js';
import { parseFormula } from '../../crystal/parse-formula.js';
import type { CrystalNode, MotifContent as MotifContentRow, MotifSiteNode, PredictionNode } from '../../graph/model.js';
import type { ElementRow, MotifRow } from '../../graph/store.js';
import type { CrystalSystem, IonAssignment } from '../../motif/analysis.js';
import type { Context } from '../context.js';
import { idsTimes, predictionsTimes, usual } from '../cost.js';
import { idList } from '../criteria.js';
import { existingCrystal, missingCrystal } from '../missing.js';
import { PartArgs, partOf } from '../parts.js';
import { structureText } from '../structure-text.js';
import { Provenance } from '../types/common.js';
import {
  CrystalSystemEnum,
  IonAssignmentEnum,
  PredictedPropertyEnum,
  type TextFormat,
  TextFormatEnum,
} from '../types/enums.js';
import { Missing } from '../types/missing.js';
import { Element, elementOf } from './element.js';
import { Motif } from './motif.js';
import { Prediction } from './prediction.js';
import { MotifSite } from './site.js';

@ObjectType({ simpleResolvers: true, description: 'A space group.' })
export class SpaceGroup {
  @Field(() => Int, { description: 'Number in the International Tables, 1–230.' })
  readonly number!: number;

  @Field(() => String, { description: 'Short Hermann–Mauguin symbol, such as `P4_2/mnm`.' })
  readonly symbol!: string;

  @Field(() => CrystalSystemEnum, { description: 'Crystal system.' })
  readonly crystalSystem!: CrystalSystem;
}

@ObjectType({ simpleResolvers: true, description: 'The unit cell as the file gives it.' })
export class Cell {
  @Field(() => Float, { description: 'Length of a, Å.' })
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

  @Field(() => Float, { description: 'Volume, Å³.' })
  readonly volume!: number;
}

@ObjectType({ simpleResolvers: true, description: 'An element of a crystal, and how much of it.' })
export class ElementFraction {
  @Field(() => String, { description: 'Symbol of the element.' })
  readonly symbol!: string;

  @Field(() => Int, { description: 'Atoms in one formula unit of the reduced formula.' })
  readonly count!: number;

  @Field(() => Float, { description: 'Atomic fraction, 0–1.' })
  readonly fraction!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A motif of a crystal, and how often it occurs there.' })
export class MotifContent {
  @Field(() => ID, { description: 'Id of the motif.' })
  readonly motifId!: string;

  @Field(() => Int, { description: 'Sites of the primitive cell with this motif.' })
  readonly count!: number;

  @Field(() => Float, { description: "Share of the crystal's cation sites, 0–1." })
  readonly fraction!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A crystal structure, its symmetry, and the coordination polyhedra (motifs) of its cations.',
})
export class Crystal {
  @Field(() => ID, {
    description:
      "Id that stays: the name of the crystal's file without folder and extension (`NAME:BLOCK` in a file of several). A crystal of `analyzeStructure` has one of its own that nothing is kept under.",
  })
  readonly id!: string;

  @Field(() => String, { description: 'Reduced formula, elements in order of electronegativity: `TiO2`.' })
  readonly formula!: string;

  @Field(() => String, { description: 'Formula with letters for elements, smallest counts first: `AB2`.' })
  readonly anonymousFormula!: string;

  @Field(() => String, { description: 'Symbols of the elements in alphabetical order: `O-Ti`.' })
  readonly chemicalSystem!: string;

  @Field(() => [String], { description: 'Symbols of the elements in alphabetical order.' })
  readonly elements!: readonly string[];

  @Field(() => Int, { description: 'Number of different elements.' })
  readonly elementCount!: number;

  @Field(() => Int, { description: 'Atoms in the primitive cell.' })
  readonly atomCount!: number;

  @Field(() => Float, { description: 'Density, g/cm³.' })
  readonly density!: number;

  @Field(() => Float, { description: 'Volume for each atom, Å³.' })
  readonly volumePerAtom!: number;

  @Field(() => IonAssignmentEnum, { description: 'How cations and anions were told apart.' })
  readonly ionAssignment!: IonAssignment;

  @Field(() => String, {
    description: 'The structure in words: its polyhedra, what they share, the nets that come of it; from the analysis.',
  })
  readonly description!: string;

  @Field(() => Int, {
    description:
      'In how many directions the net runs on that all shared ligands make of the polyhedra: 0 clusters, 1 chains, 2 sheets, 3 a framework.',
  })
  readonly dimensionality!: number;

  @Field(() => Int, { description: 'The same of the net that shared corners alone make.' })
  readonly cornerDimensionality!: number;

  @Field(() => Int, { description: 'The same of the net that shared edges alone make.' })
  readonly edgeDimensionality!: number;

  @Field(() => Int, { description: 'The same of the net that shared faces alone make.' })
  readonly faceDimensionality!: number;

  @Field(() => [String], { description: 'What was tolerated when the file was read, and doubts of the analysis.' })
  readonly warnings!: readonly string[];
}

@ObjectType({ simpleResolvers: true, description: 'An id, and the crystal under it or the reason why there is none.' })
export class CrystalLookup {
  @Field(() => ID, { description: 'The id that was asked for.' })
  readonly id!: string;

  @Field(() => Crystal, { nullable: true, description: 'The crystal; null where `missing` says why.' })
  readonly crystal!: CrystalNode | null;

  @Field(() => Missing, { nullable: true, description: 'Why there is no crystal; null where there is one.' })
  readonly missing!: Missing | null;
}

@Resolver(() => Crystal)
export class CrystalResolver {
  @Query(() => Crystal, {
    nullable: true,
    description: 'The crystal of this id. Null comes with an error: UNKNOWN_ID, or CRYSTAL_REFUSED with the reason.',
  })
  crystal(
    @Arg('id', () => ID, { description: 'Id of the crystal.' }) id: string,
    @Ctx() { loaders }: Context,
  ): Promise<CrystalNode> {
    return existingCrystal(id, loaders);
  }

  @Query(() => [CrystalLookup], {
    description: 'Crystals by their ids, in the order of the ids; each that is missing comes with the reason.',
    complexity: idsTimes,
  })
  crystalsById(
    @Arg('ids', () => [ID], { description: 'Ids of crystals; how many at once is the limit `ids`.' }) ids: string[],
    @Ctx() { loaders, limits }: Context,
  ): Promise<CrystalLookup[]> {
    return Promise.all(
      idList('ids', ids, limits).map(async (id) => {
        const crystal = await loaders.crystal.load(id);
        return { id, crystal, missing: crystal === null ? await missingCrystal(id, loaders) : null };
      }),
    );
  }

  @FieldResolver(() => SpaceGroup, { description: 'Space group, found from the atoms within 0.01 Å.' })
  spaceGroup(@Root() crystal: CrystalNode): SpaceGroup {
    const { spaceGroupNumber: number, spaceGroupSymbol: symbol, crystalSystem } = crystal;
    return { number, symbol, crystalSystem };
  }

  @FieldResolver(() => Cell, { description: 'Unit cell as the file gives it.' })
  cell(@Root() { cell }: CrystalNode): Cell {
    const [a = 0, b = 0, c = 0, alpha = 0, beta = 0, gamma = 0] = cell;
    const volume = Math.abs(volumeOf(latticeFromParameters({ a, b, c, alpha, beta, gamma })));
    return { a, b, c, alpha, beta, gamma, volume };
  }

  @FieldResolver(() => [ElementFraction], { description: 'Elements with their fractions.', complexity: usual.elements })
  composition(@Root() { formula }: CrystalNode): ElementFraction[] {
    const parsed = parseFormula(formula);
    if (!parsed.ok) throw new Error(parsed.message);
    const fractions = atomicFractions(parsed.composition);
    return [...parsed.composition].map(([z, count]) => {
      const symbol = symbolOf(z);
      return { symbol, count, fraction: fractions[symbol]! };
    });
  }

  @FieldResolver(() => [MotifSite], {
    description: 'Cation sites, one for each symmetry orbit, with its multiplicity.',
    complexity: usual.sites,
  })
  async sites(
    @Args(() => PartArgs) part: PartArgs,
    @Root() { id }: CrystalNode,
    @Ctx() { loaders, limits }: Context,
  ): Promise<readonly MotifSiteNode[]> {
    return partOf(await loaders.sitesOfCrystal.load(id), part, limits);
  }

  @FieldResolver(() => Int, { description: 'Entries that `sites` has in all: symmetry orbits of cations.' })
  async orbitCount(@Root() { id }: CrystalNode, @Ctx() { loaders }: Context): Promise<number> {
    return (await loaders.sitesOfCrystal.load(id)).length;
  }

  @FieldResolver(() => [MotifContent], {
    description: 'Motifs that the crystal contains, and how often. Sites without a motif are not among them.',
    complexity: usual.motifs,
  })
  motifs(@Root() { id }: CrystalNode, @Ctx() { loaders }: Context): Promise<MotifContentRow[]> {
    return loaders.contentsOfCrystal.load(id);
  }

  @FieldResolver(() => [Prediction], {
    description:
      'What AMDNet predicts, as it was stored with the crystal; empty where it was stored without. Of a structure that is given to `analyzeStructure` it is made now; errors: NO_MODEL, SERVER_BUSY.',
    complexity: predictionsTimes,
  })
  async predictions(
    @Arg('properties', () => [PredictedPropertyEnum], { nullable: true, description: 'Only these.' })
    properties: Property[] | null,
    @Root() { id }: CrystalNode,
    @Ctx() { loaders }: Context,
  ): Promise<readonly PredictionNode[]> {
    const predictions = await loaders.predictionsOfCrystal.load(id);
    return properties == null ? predictions : predictions.filter(({ property }) => properties.includes(property));
  }

  @FieldResolver(() => String, { description: 'The structure as text, to be taken out.', complexity: 20 })
  structure(
    @Arg('format', () => TextFormatEnum, { defaultValue: 'cif', description: 'Format of the text.' })
    format: TextFormat,
    @Root() crystal: CrystalNode,
    @Ctx() { analyst }: Context,
  ): string | Promise<string> {
    return structureText(crystal, format, analyst);
  }

  @FieldResolver(() => Provenance, { description: 'Where the structure came from, and how it was analysed.' })
  provenance(@Root() crystal: CrystalNode): CrystalNode {
    return crystal;
  }
}

@Resolver(() => ElementFraction)
export class ElementFractionResolver {
  @FieldResolver(() => Element, { description: 'The element.' })
  element(@Root() { symbol }: ElementFraction, @Ctx() { loaders }: Context): Promise<ElementRow> {
    return elementOf(symbol, loaders);
  }
}

@Resolver(() => MotifContent)
export class MotifContentResolver {
  @FieldResolver(() => Motif, { description: 'The motif.' })
  motif(@Root() { motifId }: MotifContentRow, @Ctx() { loaders }: Context): Promise<MotifRow | null> {
    return loaders.motif.load(motifId);
  }
}
