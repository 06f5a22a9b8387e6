/** Counts, means and histograms over many things, as GraphQL shows them. */
import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'A part of the values, and the value up to which it reaches.' })
export class Quantile {
  @Field(() => Float, { description: 'The part, 0–1.' })
  readonly part!: number;

  @Field(() => Float, { description: 'The smallest value that this part of the values does not exceed.' })
  readonly value!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Numbers of values in bins of equal width.' })
export class Histogram {
  @Field(() => Float, { description: 'Start of the first bin.' })
  readonly min!: number;

  @Field(() => Float, { description: 'End of the last bin, which belongs to it.' })
  readonly max!: number;

  @Field(() => [Float], { description: 'Number of values in each bin.' })
  readonly counts!: readonly number[];

  @Field(() => Float, { description: 'Number of values below the first bin.' })
  readonly below!: number;

  @Field(() => Float, { description: 'Number of values above the last bin.' })
  readonly above!: number;
}
