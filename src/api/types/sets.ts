/** Sets of values in filters. */
import { Field, ID, InputType } from 'type-graphql';
import type { ConnectionKind } from '../../motif/analysis.js';
import { ConnectionKindEnum } from './enums.js';

@InputType({ description: 'Sets of elements, by symbol.' })
export class ElementCriterion {
  @Field(() => [String], { nullable: true, description: 'All of these, possibly among others: `["Ti", "O"]`.' })
  readonly all?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'At least one of these.' })
  readonly any?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'None of these.' })
  readonly none?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'No other elements than these; not all of them need to occur.',
  })
  readonly only?: string[] | null;
}

@InputType({ description: 'Sets of motifs, by id.' })
export class MotifCriterion {
  @Field(() => [ID], { nullable: true, description: 'All of these: `["Ti-O:6"]`.' })
  readonly all?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'At least one of these.' })
  readonly any?: string[] | null;
}

@InputType({ description: 'Sets of coordination geometries, by symbol.' })
export class GeometryCriterion {
  @Field(() => [String], { nullable: true, description: 'All of these: `["T:4", "O:6"]`.' })
  readonly all?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'At least one of these.' })
  readonly any?: string[] | null;
}

@InputType({ description: 'Sets of kinds of connection.' })
export class ConnectionKindCriterion {
  @Field(() => [ConnectionKindEnum], { nullable: true, description: 'All of these occur between motif sites.' })
  readonly all?: ConnectionKind[] | null;

  @Field(() => [ConnectionKindEnum], { nullable: true, description: 'None of these occurs.' })
  readonly none?: ConnectionKind[] | null;
}
