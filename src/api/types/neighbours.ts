/** What a motif is connected with, as GraphQL shows it. */
import { ObjectType } from 'type-graphql';
import { CONNECTED_MOTIF, SECOND_NEIGHBOUR } from '../../graph/neighbours.js';
import { Declared } from './declared.js';
import { pageType } from './page.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'A motif whose sites share ligands with those of another motif, over all compounds; one for each kind of connection.',
})
@Declared(CONNECTED_MOTIF)
export class ConnectedMotif {}

@ObjectType({
  simpleResolvers: true,
  description:
    'A motif two connections away from another one in the same compound: three different polyhedra of the infinite crystal, each connected with the next. The first and the third can be connected, too.',
})
@Declared(SECOND_NEIGHBOUR)
export class SecondNeighbour {}

export const ConnectedMotifPage = pageType(
  'ConnectedMotif',
  'connected motif',
  'connected motifs',
  () => ConnectedMotif,
);
export const SecondNeighbourPage = pageType(
  'SecondNeighbour',
  'second neighbour',
  'second neighbours',
  () => SecondNeighbour,
);
