/** The filter of a crystal's sites and polyhedra. */
import { ArgsType, Field } from 'type-graphql';
import { SiteFilter } from './filters.js';

@ArgsType()
export class SiteFilterArgs {
  @Field(() => SiteFilter, {
    nullable: true,
    description: 'Criteria for the motif site; without a filter, all of them.',
  })
  readonly filter?: SiteFilter | null;
}
