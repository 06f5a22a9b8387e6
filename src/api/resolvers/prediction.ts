/** What AMDNet predicts of crystals, and what its predictions rest on. */
import { Args, Ctx, Field, FieldResolver, Float, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { type Property, properties } from '../../amdnet/properties.js';
import type { MotifSiteNode, PredictionNode } from '../../graph/model.js';
import { digits } from '../../pipeline/digits.js';
import type { Context } from '../context.js';
import { basisTimes, usual } from '../cost.js';
import { PartArgs, partOf } from '../parts.js';
import { ContributorEnum, PredictedPropertyEnum } from '../types/enums.js';
import { BASIS_UNIT_DESCRIPTION, UNIT_DESCRIPTION } from '../types/predicted.js';
import { MotifSite } from './site.js';

@ObjectType({ simpleResolvers: true, description: 'A trained model.' })
export class PredictionModel {
  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => String, { description: 'Version of its weights.' })
  readonly version!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a motif site or an atom adds to a prediction; one entry for all that symmetry makes equal.',
})
export class PredictionContribution {
  @Field(() => ContributorEnum, { description: 'Whether it is the motif site or the atom.' })
  readonly by!: 'motif' | 'atom';

  @Field(() => Int, { description: "Index of the symmetry orbit among the crystal's orbits, as that of `MotifSite`." })
  readonly orbit!: number;

  @Field(() => String, { description: "Symbol of the orbit's element." })
  readonly element!: string;

  @Field(() => Float, { description: 'What it adds, in the unit of the basis.' })
  readonly value!: number;

  readonly crystalId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What a prediction rests on.' })
export class PredictionBasis {
  @Field(() => PredictionModel, {
    description: 'The model of this server; where the stored prediction is of another, `value` here differs from it.',
  })
  readonly model!: PredictionModel;

  @Field(() => String, { description: BASIS_UNIT_DESCRIPTION })
  readonly unit!: string;

  @Field(() => Float, { description: "The model's mean over its training data." })
  readonly mean!: number;

  @Field(() => Float, { description: 'Mean and contributions together: what the model predicts.' })
  readonly value!: number;

  readonly parts!: readonly PredictionContribution[];
}

@ObjectType({ simpleResolvers: true, description: 'A property of a crystal, predicted by AMDNet.' })
export class Prediction {
  @Field(() => PredictedPropertyEnum, { description: 'The property.' })
  readonly property!: Property;

  @Field(() => Float, { description: 'What DFT as in the training data would give.' })
  readonly value!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Lower end of the interval that holds the DFT value in nine of ten cases, for crystals like those of the training data; null for probabilities.',
  })
  readonly low!: number | null;

  @Field(() => Float, { nullable: true, description: 'Upper end of the interval.' })
  readonly high!: number | null;

  @Field(() => [String], {
    description:
      'Why the value is to be taken with care: what the model saw little of, or nothing, when it was trained (elements, motifs, distances). Empty where nothing is said against it.',
  })
  readonly cautions!: readonly string[];
}

@Resolver(() => Prediction)
export class PredictionResolver {
  @FieldResolver(() => String, { description: UNIT_DESCRIPTION })
  unit(@Root() { property }: PredictionNode): string {
    return properties[property].unit;
  }

  @FieldResolver(() => PredictionModel, { description: 'The model that predicted it.' })
  model(@Root() { model: name, version }: PredictionNode): PredictionModel {
    return { name, version };
  }

  @FieldResolver(() => PredictionBasis, {
    description:
      'Which motifs and atoms the prediction rests on. It is made now, from the structure; errors: NO_MODEL, SERVER_BUSY, LIMIT_EXCEEDED (`analysisSeconds`, `analysisMebibytes`, `predictionEdges`).',
    complexity: basisTimes,
  })
  async basis(
    @Root() { crystalId, property }: PredictionNode,
    @Ctx() { loaders, predictor }: Context,
  ): Promise<PredictionBasis> {
    const { prediction, elements } = await loaders.freshPrediction.load(crystalId);
    const { atoms = [], motifs = [] } = prediction.contributions ?? {};
    const contribution =
      (by: 'motif' | 'atom') =>
      (part: (typeof atoms)[number]): PredictionContribution => {
        const { orbit } = part;
        return { by, orbit, element: elements[orbit]!, value: digits(part[property]), crystalId };
      };
    const mean = predictor.model.mean[property];
    // Log-odds from the parts: of a probability near 0 or 1 the digits are lost.
    const value =
      property === 'isMetal'
        ? [...motifs, ...atoms].reduce((sum, { isMetal }) => sum + isMetal, mean)
        : prediction[property].value;
    return {
      model: prediction.model,
      unit: property === 'isMetal' ? 'log-odds' : properties[property].unit,
      mean: digits(mean),
      value: digits(value),
      parts: [...motifs.map(contribution('motif')), ...atoms.map(contribution('atom'))].sort(
        (a, b) => Math.abs(b.value) - Math.abs(a.value),
      ),
    };
  }
}

@Resolver(() => PredictionBasis)
export class PredictionBasisResolver {
  @FieldResolver(() => [PredictionContribution], {
    description: 'What motif sites and atoms add to the mean, largest first; empty for models that do not tell.',
    complexity: usual.contributions,
  })
  contributions(
    @Args(() => PartArgs) part: PartArgs,
    @Root() { parts }: PredictionBasis,
    @Ctx() { limits }: Context,
  ): readonly PredictionContribution[] {
    return partOf(parts, part, limits);
  }

  @FieldResolver(() => Int, { description: 'Entries that `contributions` has in all.' })
  contributionCount(@Root() { parts }: PredictionBasis): number {
    return parts.length;
  }
}

@Resolver(() => PredictionContribution)
export class PredictionContributionResolver {
  @FieldResolver(() => MotifSite, {
    nullable: true,
    description: 'The motif site at this orbit, with its motif; null for anions.',
  })
  async site(
    @Root() { crystalId, orbit }: PredictionContribution,
    @Ctx() { loaders }: Context,
  ): Promise<MotifSiteNode | null> {
    const sites = await loaders.sitesOfCrystal.load(crystalId);
    return sites.find((site) => site.orbit === orbit) ?? null;
  }
}
