/** The pages of lists as flat rows, for dashboards and data frames: every column is a text or a number. */
import { Ctx, Field, FieldResolver, Float, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { CrystalNode, MotifSiteNode } from '../../graph/model.js';
import type { MotifRow as MotifOfGraph } from '../../graph/store.js';
import type { Context } from '../context.js';
import { usual } from '../cost.js';
import { PredictedFields, rowDescription } from '../types/predicted.js';
import { CrystalConnection, type CrystalList, MotifConnection, type MotifList } from './lists.js';

@ObjectType({ simpleResolvers: true, description: 'A crystal as a row of a table.' })
export class CrystalRow {
  @Field(() => ID, { description: 'Id of the crystal.' })
  readonly id!: string;

  @Field(() => String, { description: 'Reduced formula.' })
  readonly formula!: string;

  @Field(() => String, { description: 'Formula with letters for elements.' })
  readonly anonymousFormula!: string;

  @Field(() => String, { description: 'Symbols of the elements, joined by hyphens.' })
  readonly chemicalSystem!: string;

  @Field(() => Int, { description: 'Number of different elements.' })
  readonly elementCount!: number;

  @Field(() => Int, { description: 'Atoms in the primitive cell.' })
  readonly atomCount!: number;

  @Field(() => Int, { description: 'Number of the space group.' })
  readonly spaceGroupNumber!: number;

  @Field(() => String, { description: 'Short Hermann–Mauguin symbol of the space group.' })
  readonly spaceGroupSymbol!: string;

  @Field(() => String, { description: 'Crystal system, in lower case.' })
  readonly crystalSystem!: string;

  @Field(() => Float, { description: 'Length of a of the cell as given, Å.' })
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

  @Field(() => Float, { description: 'Density, g/cm³.' })
  readonly density!: number;

  @PredictedFields(() => Float, rowDescription)
  @Field(() => Float, { description: 'Volume for each atom, Å³.' })
  readonly volumePerAtom!: number;

  @Field(() => String, { description: 'Ids of its motifs, most frequent first, joined by spaces.' })
  readonly motifs!: string;

  @Field(() => String, { nullable: true, description: 'Data set; null where none was given.' })
  readonly dataset!: string | null;

  @Field(() => String, {
    description: 'The file that it was read from, as a path inside the folder or archive that was ingested.',
  })
  readonly file!: string;

  @Field(() => String, { description: "SHA-256 of the structure's own text." })
  readonly sha256!: string;

  @Field(() => String, { description: 'Method of the analysis.' })
  readonly method!: string;

  @Field(() => String, { description: 'Version of the analysis.' })
  readonly analysisVersion!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A motif site as a row of a table.' })
export class SiteRow {
  @Field(() => ID, { description: 'Id of the site.' })
  readonly id!: string;

  @Field(() => ID, { description: 'Id of the crystal.' })
  readonly crystalId!: string;

  @Field(() => String, { description: 'Reduced formula of the crystal.' })
  readonly formula!: string;

  @Field(() => String, { description: 'Element at the centre.' })
  readonly element!: string;

  @Field(() => String, { description: 'Letter of the Wyckoff position.' })
  readonly wyckoff!: string;

  @Field(() => Int, { description: 'Sites of the orbit in the primitive cell.' })
  readonly multiplicity!: number;

  @Field(() => Float, { nullable: true, description: 'Oxidation state; null where none is known.' })
  readonly oxidationState!: number | null;

  @Field(() => Int, { description: 'Number of ligands.' })
  readonly coordinationNumber!: number;

  @Field(() => ID, { nullable: true, description: 'Id of the motif; null where `noMotif` says why.' })
  readonly motifId!: string | null;

  @Field(() => String, { nullable: true, description: 'Why there is no motif (`NoMotifReason`).' })
  readonly noMotif!: string | null;

  @Field(() => Float, { nullable: true, description: 'Continuous symmetry measure, 0–100; null without a motif.' })
  readonly csm!: number | null;

  @Field(() => Float, { nullable: true, description: 'Mean distance of the ligands, Å.' })
  readonly bondLengthMean!: number | null;

  @Field(() => Float, { nullable: true, description: 'Largest minus smallest distance of the ligands, Å.' })
  readonly bondLengthSpread!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: "Volume of the ligands' convex hull, Å³; null where it has none.",
  })
  readonly polyhedronVolume!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A motif as a row of a table.' })
export class MotifRow {
  @Field(() => ID, { description: 'Id of the motif.' })
  readonly id!: string;

  @Field(() => String, { description: 'Element at the centre.' })
  readonly element!: string;

  @Field(() => String, { description: 'Symbol of the geometry.' })
  readonly geometry!: string;

  @Field(() => Int, { description: 'Number of ligands.' })
  readonly coordinationNumber!: number;

  @Field(() => String, { description: 'Elements of the ligands with their numbers.' })
  readonly ligandFormula!: string;

  @Field(() => Int, { description: 'Crystals that contain the motif.' })
  readonly crystalCount!: number;

  @Field(() => Int, { description: 'Sites with this motif, in primitive cells, over all crystals.' })
  readonly siteCount!: number;
}

@Resolver(() => CrystalConnection)
export class CrystalRowsResolver {
  @FieldResolver(() => [CrystalRow], { description: 'The crystals of the page as flat rows.' })
  async rows(@Root() list: CrystalList, @Ctx() { loaders }: Context): Promise<CrystalRow[]> {
    return Promise.all(
      (await list.nodes()).map(async (crystal) => {
        const [a, b, c, alpha, beta, gamma] = crystal.cell as [number, number, number, number, number, number];
        const contents = await loaders.contentsOfCrystal.load(crystal.id);
        const motifs = contents
          .toSorted((one, other) => other.count - one.count)
          .map(({ motifId }) => motifId)
          .join(' ');
        return { ...crystal, a, b, c, alpha, beta, gamma, motifs };
      }),
    );
  }

  @FieldResolver(() => [SiteRow], {
    description: 'The motif sites of all crystals of the page as flat rows, one for each symmetry orbit of cations.',
    complexity: usual.sites,
  })
  async siteRows(@Root() list: CrystalList, @Ctx() { loaders }: Context): Promise<(MotifSiteNode & SiteRow)[]> {
    const rowsOf = async ({ id, formula }: CrystalNode) =>
      (await loaders.sitesOfCrystal.load(id)).map((site) => ({ ...site, formula }));
    return (await Promise.all((await list.nodes()).map(rowsOf))).flat();
  }
}

@Resolver(() => MotifConnection)
export class MotifRowsResolver {
  @FieldResolver(() => [MotifRow], { description: 'The motifs of the page as flat rows.' })
  rows(@Root() list: MotifList): Promise<readonly MotifOfGraph[]> {
    return list.nodes();
  }
}
