/** What all filters have in common: they are combined with others, and asked of some, none or every item of a list. */
import { type ClassType, Field, InputType } from 'type-graphql';

/** Filters of the same kind, which hold together with the criteria of the filter itself. */
export interface Combinations<Filter> {
  readonly and?: Filter[] | null;
  readonly or?: Filter[] | null;
  readonly not?: Filter | null;
}

/** A filter for the items of a list. */
export interface Quantified<Filter> {
  readonly some?: Filter | null;
  readonly none?: Filter | null;
  readonly every?: Filter | null;
}

/** Adds `and`, `or` and `not` to an input type. */
export function Combined(): ClassDecorator {
  return (filter) => {
    const self = () => filter as unknown as ClassType;
    const add = (name: keyof Combinations<unknown>, type: () => ClassType | ClassType[], description: string) =>
      Field(type, { nullable: true, description })(filter.prototype, name);
    add('and', () => [self()], 'All of these filters are met.');
    add('or', () => [self()], 'At least one of these filters is met.');
    add('not', self, 'This filter is not met.');
  };
}

/**
 * An input type with `some`, `none` and `every`.
 *
 * @param thing an item of the list, in the singular
 * @param filter for one of them
 */
export function quantified<Filter extends object>(
  name: string,
  description: string,
  thing: string,
  filter: () => ClassType<Filter>,
): ClassType<Quantified<Filter>> {
  @InputType(name, { description })
  class Criterion implements Quantified<Filter> {
    @Field(filter, { nullable: true, description: `At least one ${thing} meets all of these criteria.` })
    readonly some?: Filter | null;

    @Field(filter, { nullable: true, description: `No ${thing} meets all of these criteria.` })
    readonly none?: Filter | null;

    @Field(filter, {
      nullable: true,
      description: `Every ${thing} meets all of these criteria, also where there is none.`,
    })
    readonly every?: Filter | null;
  }
  return Criterion;
}
