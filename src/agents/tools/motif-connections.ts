/** What a motif is connected to, over all compounds. */
import { z } from 'zod';
import { after, kindOf, limit, polyhedron, sharing } from '../arguments.js';
import { asked } from '../ask.js';
import { motifMeant, polyhedronMeant } from '../polyhedron.js';
import { tool } from '../tool.js';
import { counted, type Distribution, figures, lines, spread } from '../wording.js';

const input = z.strictObject({
  motif: polyhedron('The motif; of "titanium octahedra", the ligands are oxygen').describe(
    'The motif: "Ti-O:6", "TiO6 octahedra", or "TiO6" if it has one shape in the graph',
  ),
  to: polyhedron('Only connections with these polyhedra').optional(),
  sharing: sharing('Only by shared corners, edges or faces').optional(),
  limit: limit(),
  after,
});

const OF = '{ count mean standardDeviation min max }';
const CONNECTIONS = `query MotifConnections($id: ID!, $filter: ConnectedMotifFilter, $first: Int!, $after: String) {
  motif(id: $id) {
    id crystalCount siteCount
    geometry { name }
    statistics { csm ${OF} bondLength ${OF} }
    connectedTo(filter: $filter, first: $first, after: $after) {
      totalCount
      emptyReason { message }
      pageInfo { endCursor hasNextPage }
      nodes {
        motifId kind occurrences crystalCount
        connections { angle: distribution(of: ANGLE) ${OF} distance: distribution(of: DISTANCE) ${OF} }
        crystals(first: 2) { nodes { id } }
      }
    }
  }
}`;

interface Found {
  readonly motif: {
    readonly id: string;
    readonly crystalCount: number;
    readonly siteCount: number;
    readonly geometry: { readonly name: string };
    readonly statistics: { readonly csm: Distribution | null; readonly bondLength: Distribution | null };
    readonly connectedTo: {
      readonly totalCount: number;
      readonly emptyReason: { readonly message: string } | null;
      readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
      readonly nodes: readonly Connected[];
    };
  };
}

interface Connected {
  readonly motifId: string;
  readonly kind: string;
  readonly occurrences: number;
  readonly crystalCount: number;
  readonly connections: { readonly angle: Distribution | null; readonly distance: Distribution | null };
  readonly crystals: { readonly nodes: readonly { readonly id: string }[] };
}

export const motifConnections = tool({
  name: 'motif_connections',
  title: 'Connections of a motif',
  description:
    'What a motif (a cation with the anions around it, such as Ti-O:6) shares corners, edges and faces with, over all crystals of the graph: how often, in how many crystals, with which angles and distances; also its bond lengths and how distorted it is.',
  input,
  async answer({ motif: text, to, sharing, limit, after }, ask) {
    const filter = {
      ...(to !== undefined && polyhedronMeant(to)),
      ...(sharing !== undefined && { kind: [kindOf(sharing)] }),
    };
    const variables = { id: motifMeant(text), filter, first: limit, after: after ?? null };
    const { motif } = await asked<Found>(ask, CONNECTIONS, variables);
    const { id, geometry, crystalCount, siteCount, statistics, connectedTo } = motif;
    const { totalCount, nodes, pageInfo, emptyReason } = connectedTo;
    const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    const { csm, bondLength } = statistics;
    return {
      text: lines(
        `${id} (${geometry.name.toLowerCase()}) is in ${counted(crystalCount, 'crystal')}, at ${counted(siteCount, 'site')} of their primitive cells.`,
        bondLength && `Bond lengths ${spread(bondLength, ' Å', 3)}.`,
        csm && `Continuous symmetry measure (0 ideal, 100 worst) ${spread(csm, '', 2)}.`,
        totalCount === 0
          ? `No such connections. ${emptyReason?.message ?? ''}`
          : `${counted(totalCount, 'kind of connection', 'kinds of connections')}, most frequent first${nodes.length < totalCount ? ` (${nodes.length} listed)` : ''}:`,
        ...nodes.map(connectedLine),
        next !== null && `More: ask again with after: "${next}".`,
      ),
      facts: {
        motif: id,
        geometry: geometry.name,
        crystals: crystalCount,
        sites: siteCount,
        ...(bondLength && { bondLengthAngstrom: figures(bondLength, 3) }),
        ...(csm && { continuousSymmetryMeasure: figures(csm, 2) }),
        total: totalCount,
        connections: nodes.map(
          ({ motifId, kind, occurrences, crystalCount: crystals, connections, crystals: some }) => ({
            sharing: kind.toLowerCase(),
            motif: motifId,
            connections: occurrences,
            crystals,
            ...(connections.angle && { angleDegrees: figures(connections.angle, 1) }),
            ...(connections.distance && { distanceAngstrom: figures(connections.distance, 3) }),
            examples: some.nodes.map((crystal) => crystal.id),
          }),
        ),
        ...(next !== null && { next }),
      },
    };
  },
});

function connectedLine({ kind, motifId, occurrences, crystalCount, connections, crystals }: Connected): string {
  const { angle, distance } = connections;
  return [
    `- ${kind.toLowerCase()} with ${motifId}: ${occurrences} × in ${counted(crystalCount, 'crystal')}`,
    ...(angle ? [`angle ${spread(angle, '°', 1)}`] : []),
    ...(distance ? [`centres apart ${spread(distance, ' Å', 3)}`] : []),
    `such as ${crystals.nodes.map(({ id }) => id).join(', ')}`,
  ].join('; ');
}
