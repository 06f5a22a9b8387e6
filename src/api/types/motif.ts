/** Motifs, as GraphQL shows them. */
import { Field, ObjectType } from 'type-graphql';
import { MOTIF } from '../../graph/motif-tables.js';
import type { ConnectionKind } from '../../motif/analysis.js';
import { usual } from '../cost.js';
import { Distribution } from './common.js';
import { Declared } from './declared.js';
import { ConnectionKindEnum } from './enums.js';
import { Node } from './node.js';

@ObjectType({
  simpleResolvers: true,
  description: 'Centre–ligand–centre angles of the connections of one kind.',
})
export class AngleStatistics {
  @Field(() => ConnectionKindEnum, { description: 'Kind of connection.' })
  readonly kind!: ConnectionKind;

  @Field(() => Distribution, { description: 'Distribution of the angles, degrees; each connection counts once.' })
  readonly degrees!: Distribution;
}

@ObjectType({ simpleResolvers: true, description: 'Statistics over all sites of a motif in all crystals.' })
export class MotifStatistics {
  @Field(() => Distribution, {
    nullable: true,
    description:
      'Continuous symmetry measure, 0 (ideal) to 100; sites are weighted by multiplicity. Null if the graph has no such site.',
  })
  readonly csm!: Distribution | null;

  @Field(() => Distribution, {
    nullable: true,
    description: 'Centre–ligand distances, Å; sites are weighted by multiplicity. Null if the graph has no such site.',
  })
  readonly bondLength!: Distribution | null;

  @Field(() => [AngleStatistics], {
    description: 'Centre–ligand–centre angles by kind of connection. Empty if sites of the motif are never connected.',
    complexity: usual.kinds,
  })
  readonly angles!: readonly AngleStatistics[];
}

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'A structure motif: centre element, coordination geometry and ligand elements (Banjade 2021). All compounds share it.',
})
@Declared(MOTIF.fields)
@Declared(MOTIF.derived)
export class Motif {}
