/** Motifs, as GraphQL shows them. */
import { Field, ID, ObjectType } from 'type-graphql';
import type { MotifRow } from '../../graph/store.js';
import { CONNECTED_TO, MOTIF } from '../../graph/tables.js';
import type { ConnectionKind } from '../../motif/analysis.js';
import { usual } from '../cost.js';
import { Distribution } from './common.js';
import { Declared } from './declared.js';
import { ConnectionKindEnum } from './enums.js';
import { Missing } from './missing.js';

@ObjectType({
  simpleResolvers: true,
  description: 'Angles centre–ligand–centre of connections of one kind.',
})
export class AngleStatistics {
  @Field(() => ConnectionKindEnum, { description: 'Kind of the connections.' })
  readonly kind!: ConnectionKind;

  @Field(() => Distribution, { description: 'The angles, degrees, to all partners of all sites.' })
  readonly degrees!: Distribution;
}

@ObjectType({ simpleResolvers: true, description: 'Statistics of all sites of a motif, over all crystals.' })
export class MotifStatistics {
  @Field(() => Distribution, {
    nullable: true,
    description:
      'Continuous symmetry measure, 0 (ideal) to 100; sites count by their multiplicity. Null where the graph has no such site.',
  })
  readonly csm!: Distribution | null;

  @Field(() => Distribution, {
    nullable: true,
    description:
      'Mean centre–ligand distance of a site, Å; sites count by their multiplicity. Null where the graph has no such site.',
  })
  readonly bondLength!: Distribution | null;

  @Field(() => [AngleStatistics], {
    description: 'Angles centre–ligand–centre by kind of connection. An empty list: the motif is never connected.',
    complexity: usual.kinds,
  })
  readonly angles!: readonly AngleStatistics[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'A motif that shares ligands with another one, summed over all compounds.',
})
@Declared(CONNECTED_TO.fields)
export class ConnectedMotif {}

@ObjectType({
  simpleResolvers: true,
  description:
    'A structure motif: centre element, coordination geometry and ligand elements (Banjade 2021). All compounds share it.',
})
@Declared(MOTIF.fields)
@Declared(MOTIF.derived)
export class Motif {}

@ObjectType({ simpleResolvers: true, description: 'An id, and the motif under it or the reason why there is none.' })
export class MotifLookup {
  @Field(() => ID, { description: 'The id that was asked for.' })
  readonly id!: string;

  @Field(() => Motif, { nullable: true, description: 'The motif; null where `missing` says why.' })
  readonly motif!: MotifRow | null;

  @Field(() => Missing, { nullable: true, description: 'Why there is no motif; null where there is one.' })
  readonly missing!: Missing | null;
}
