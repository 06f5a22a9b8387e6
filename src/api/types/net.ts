/** Nets of polyhedra, as GraphQL shows them. */
import { ObjectType } from 'type-graphql';
import { NET } from '../../graph/site-tables.js';
import { Declared } from './declared.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'What polyhedra of one element, of one motif, or of all strongly bound cations form by connections of one kind. Polyhedra that share nothing of the kind are no net: each joins at least two.',
})
@Declared(NET.fields)
export class Net {}
