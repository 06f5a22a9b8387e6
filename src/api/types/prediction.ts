/** Predictions, as GraphQL shows them. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { type Property } from '../../amdnet/properties.js';
import { ContributorEnum, PredictedPropertyEnum } from './enums.js';
import { Node } from './node.js';
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
  description: 'Contribution of a motif site or an atom to a prediction; symmetry-equivalent ones share an entry.',
})
export class PredictionContribution {
  @Field(() => ContributorEnum, { description: 'Whether a motif site or an atom contributes.' })
  readonly by!: 'motif' | 'atom';

  @Field(() => Int, { description: "Index of the symmetry orbit among the crystal's orbits, as in `MotifSite`." })
  readonly orbit!: number;

  @Field(() => String, { description: "Symbol of the orbit's element." })
  readonly element!: string;

  @Field(() => Float, { description: 'The contribution, in the unit of the basis.' })
  readonly value!: number;

  readonly crystalId!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What a prediction rests on.' })
export class PredictionBasis {
  @Field(() => PredictionModel, {
    description:
      'The model of this server. If another model made the stored prediction, its value differs from `value` here.',
  })
  readonly model!: PredictionModel;

  @Field(() => String, { description: BASIS_UNIT_DESCRIPTION })
  readonly unit!: string;

  @Field(() => Float, { description: "Mean of the model's predictions over its training data." })
  readonly mean!: number;

  @Field(() => Float, { description: 'Prediction of the model: mean plus contributions.' })
  readonly value!: number;

  readonly parts!: readonly PredictionContribution[];
}

@ObjectType({ simpleResolvers: true, implements: Node, description: 'A property of a crystal, predicted by AMDNet.' })
export class Prediction {
  @Field(() => PredictedPropertyEnum, { description: 'The property.' })
  readonly property!: Property;

  @Field(() => Float, { description: 'Predicted result of a DFT calculation like those of the training data.' })
  readonly value!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Lower end of the 90 % prediction interval, valid for crystals like those of the training data; null for probabilities.',
  })
  readonly low!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Upper end of the 90 % prediction interval; null for probabilities.',
  })
  readonly high!: number | null;

  @Field(() => [String], {
    description:
      'Reasons to treat the value with caution: elements, motifs or distances that are rare in the training data, or not in them. Empty if there are none.',
  })
  readonly cautions!: readonly string[];
}
