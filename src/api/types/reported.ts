/** Values that others report of a crystal, as GraphQL shows them. */
import { Field, ObjectType } from 'type-graphql';
import { REPORTED_NAMES, type ReportedKind } from '../../crystal/reported.js';
import { fieldOf, REPORTED } from '../../graph/reported-fields.js';
import { usual } from '../cost.js';
import { Declared } from './declared.js';
import { enumeration } from './enums.js';

export const ReportedKindEnum = enumeration<Uppercase<ReportedKind>, ReportedKind>(
  'ReportedKind',
  'How a reported value was found.',
  { COMPUTED: ['computed', 'By a calculation, such as DFT.'], EXPERIMENTAL: ['experimental', 'By a measurement.'] },
);

@ObjectType({ simpleResolvers: true, description: 'Who reports a value of a crystal.' })
export class ReportedSource {
  @Field(() => String, { description: 'The value: name of a field of `ReportedValues`, such as `bandGap`.' })
  readonly property!: string;

  @Field(() => ReportedKindEnum, { nullable: true, description: 'How it was found; null if that is not told.' })
  readonly kind!: ReportedKind | null;

  @Field(() => String, { description: 'Name of a provider, a publication or a file.' })
  readonly source!: string;
}

const SHOWN = Object.fromEntries(
  REPORTED_NAMES.map((name) => [name, { ...REPORTED[fieldOf(name)], part: 'Reported' }]),
);

@ObjectType({
  simpleResolvers: true,
  description: 'Values of a crystal that a provider or a table reports, beside those that are predicted.',
})
@Declared(SHOWN, 'Reported')
export class ReportedValues {
  @Field(() => [ReportedSource], { description: 'Who reports each of the values.', complexity: usual.reported })
  readonly sources!: readonly ReportedSource[];
}
