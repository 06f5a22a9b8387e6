/** Lists of sites and of connected pairs, as GraphQL shows them. */
import { Field, InputType, ObjectType } from 'type-graphql';
import { SITE_PAIR } from '../../graph/site-pairs.js';
import { Declared } from './declared.js';
import { ConnectionNumberEnum, SiteNumberEnum } from './enums.js';
import { pageType } from './page.js';
import { MotifSite } from './site.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'Two sites of a crystal and the equivalent connections between them, as the first one sees them. Both ends see a connection: where the filter does not tell them apart, the pair is there twice.',
})
@Declared(SITE_PAIR)
export class SitePair {}

export const SitePage = pageType('MotifSite', 'motif site', 'motif sites', () => MotifSite);
export const SitePairPage = pageType('SitePair', 'connected pair', 'connected pairs', () => SitePair);

@InputType({ description: 'Order of a list of motif sites.' })
export class SiteSort {
  @Field(() => SiteNumberEnum, { description: 'What to sort by.' })
  readonly key!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Largest first.' })
  readonly descending!: boolean;
}

@InputType({ description: 'Order of a list of connected pairs.' })
export class SitePairSort {
  @Field(() => ConnectionNumberEnum, { description: 'What to sort by; of several angles their mean.' })
  readonly key!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Largest first.' })
  readonly descending!: boolean;
}
