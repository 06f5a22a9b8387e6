/** Predictions, as GraphQL shows them. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { type Property } from '../../amdnet/properties.js';
import { ContributorEnum, PredictedPropertyEnum } from './enums.js';
import { BASIS_UNIT_DESCRIPTION } from './predicted.js';

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
