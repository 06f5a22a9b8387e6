/** Types that several others are made of. */
import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { RefusalCode } from '../../crystal/crystal.js';
import { type EmptyReasonCode, EmptyReasonCodeEnum, RefusalCodeEnum } from './enums.js';

@ObjectType({ simpleResolvers: true, description: 'Why a structure cannot be used, and where in its file.' })
export class Refusal {
  @Field(() => RefusalCodeEnum, { description: 'The reason as a code.' })
  readonly code!: RefusalCode;

  @Field(() => String, { description: 'The reason in words.' })
  readonly message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The file, as a path in the ingested folder or archive.',
  })
  readonly file!: string | null;

  @Field(() => Int, { nullable: true, description: 'Line of the file, counted from 1, if known.' })
  readonly line!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Distribution of a quantity.' })
export class Distribution {
  @Field(() => Float, {
    description: 'Number of values; of placements, which names can share, it need not be whole.',
  })
  readonly count!: number;

  @Field(() => Float, { description: 'Arithmetic mean.' })
  readonly mean!: number;

  @Field(() => Float, { description: 'Standard deviation of the population.' })
  readonly standardDeviation!: number;

  @Field(() => Float, { description: 'Smallest value.' })
  readonly min!: number;

  @Field(() => Float, { description: 'Largest value.' })
  readonly max!: number;
}

@ObjectType({ simpleResolvers: true, description: 'Position of a page in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there are items after this page.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there are items before this page.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null on an empty page.' })
  readonly endCursor!: string | null;

  @Field(() => Boolean, {
    description: 'Whether the graph changed since the cursor was made: items may be missing, or come twice.',
  })
  readonly graphChanged!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Why a list has no items.' })
export class EmptyReason {
  @Field(() => EmptyReasonCodeEnum, { description: 'The reason as a code.' })
  readonly code!: EmptyReasonCode;

  @Field(() => String, { description: 'The reason in words.' })
  readonly message!: string;

  @Field(() => [String], { description: 'The criteria that exclude everything, by their names in the filter.' })
  readonly criteria!: readonly string[];
}

@InputType({ description: 'A range of integers, ends included. Without `min` or `max` it is open on that side.' })
export class IntRange {
  @Field(() => Int, { nullable: true, description: 'Smallest value.' })
  readonly min?: number | null;

  @Field(() => Int, { nullable: true, description: 'Largest value.' })
  readonly max?: number | null;
}

@InputType({ description: 'A range of numbers, ends included. Without `min` or `max` it is open on that side.' })
export class FloatRange {
  @Field(() => Float, { nullable: true, description: 'Smallest value.' })
  readonly min?: number | null;

  @Field(() => Float, { nullable: true, description: 'Largest value.' })
  readonly max?: number | null;
}
