/** Which crystals hold connected polyhedra. */
import { z } from 'zod';
import { after, elements, kindOf, limit, name, polyhedron, range, sharing } from '../arguments.js';
import { asked } from '../ask.js';
import { polyhedronMeant } from '../polyhedron.js';
import { tool } from '../tool.js';
import { counted, type Distribution, figures, lines, spread } from '../wording.js';

const input = z.strictObject({
  polyhedra: z
    .array(
      z.strictObject({
        name: name('A letter or word by which connections name it: a'),
        is: polyhedron('What it is').optional(),
        ligands: elements('Its ligands are of these elements alone').optional(),
      }),
    )
    .min(2)
    .max(6)
    .describe('Different polyhedra of one crystal; without `is`, any'),
  connections: z
    .array(
      z.strictObject({
        from: name('Name of a polyhedron'),
        to: name('Name of another one'),
        sharing: sharing('What they share; anything without it').optional(),
        angle: range('Angle centre–ligand–centre, degrees').optional(),
      }),
    )
    .min(1)
    .max(15)
    .describe('How they are connected; each polyhedron has to be reached'),
  elements: elements('Only crystals with all of these elements').optional(),
  limit: limit(),
  after,
});

interface Found {
  readonly crystals: {
    readonly totalCount: number;
    readonly emptyReason: { readonly message: string } | null;
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
    readonly nodes: readonly {
      readonly id: string;
      readonly chemicalFormula: string;
      readonly placements: { readonly count: number };
    }[];
    /** Of each connection `c0`, `c1`, …, and their sum. */
    readonly placements: Readonly<
      Record<`c${number}`, { angle: Distribution | null; distance: Distribution | null }>
    > & {
      readonly count: number;
    };
  };
}

/** How many connections have their figures told: each takes two aliases of the query. */
const MOST_FIGURES = 4;

export const findPattern = tool({
  name: 'find_pattern',
  title: 'Find a pattern of polyhedra',
  description:
    'Which crystals hold 2 to 6 coordination polyhedra that are connected in a given way, such as two edge-sharing TiO6 octahedra of which one shares a corner with a PO4 tetrahedron; exact in the infinite crystal. Tells how many crystals and placements (in primitive cells) there are, and the distribution of angles and distances.',
  input,
  async answer({ polyhedra, connections, elements, limit, after }, ask) {
    const pattern = {
      sites: polyhedra.map(({ name, is, ligands }) => ({ name, ...siteOf(is), ligands })),
      connections: connections.map(({ from, to, sharing, angle }) => ({
        from,
        to,
        angle,
        ...(sharing !== undefined && { kind: [kindOf(sharing)] }),
      })),
    };
    const told = connections.slice(0, MOST_FIGURES);
    const names = Object.fromEntries(
      told.flatMap(({ from, to }, i) => [
        [`from${i}`, from],
        [`to${i}`, to],
      ]),
    );
    const { crystals } = await asked<Found>(ask, queryFor(told.length), {
      pattern,
      filter: { pattern, elements },
      first: limit,
      after: after ?? null,
      ...names,
    });
    const { totalCount, nodes, emptyReason, pageInfo, placements } = crystals;
    const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    const found = told.map(({ from, to }, i) => ({ from, to, ...placements[`c${i}`]! }));
    return {
      text: lines(
        totalCount === 0
          ? `No crystal holds the pattern. ${emptyReason?.message ?? ''}`
          : `${counted(totalCount, 'crystal')} ${totalCount === 1 ? 'holds' : 'hold'} the pattern, ${counted(placements.count, 'time')} in their primitive cells${nodes.length < totalCount ? ` (${nodes.length} listed)` : ''}:`,
        ...nodes.map(({ id, chemicalFormula, placements: { count } }) => `- ${id}: ${chemicalFormula}, ${count} ×`),
        next !== null && `More: ask again with after: "${next}".`,
        ...found.map(({ from, to, angle, distance }) =>
          angle && distance
            ? `${from}–${to}: centre–ligand–centre ${spread(angle, '°', 1)}, centres apart ${spread(distance, ' Å', 3)}.`
            : '',
        ),
      ),
      facts: {
        crystals: totalCount,
        placements: placements.count,
        listed: nodes.map(({ id, chemicalFormula, placements: { count } }) => ({
          id,
          formula: chemicalFormula,
          placements: count,
        })),
        ...(next !== null && { next }),
        connections: found.map(({ from, to, angle, distance }) => ({
          from,
          to,
          ...(angle && { angleDegrees: figures(angle, 1) }),
          ...(distance && { distanceAngstrom: figures(distance, 3) }),
        })),
      },
    };
  },
});

/** Patterns call the criterion `motif`. @throws AskError */
function siteOf(text: string | undefined): object {
  if (text === undefined) return {};
  const { motifs, ...rest } = polyhedronMeant(text);
  return { ...rest, ...(motifs !== undefined && { motif: motifs }) };
}

function queryFor(connections: number): string {
  const indices = Array.from({ length: connections }, (_, i) => i);
  const names = indices.map((i) => `, $from${i}: String!, $to${i}: String!`).join('');
  const of = (number: string) => `distribution(of: ${number}) { count mean standardDeviation min max }`;
  const figuresOf = indices.map(
    (i) => `c${i}: connection(from: $from${i}, to: $to${i}) { angle: ${of('ANGLE')} distance: ${of('DISTANCE')} }`,
  );
  return `query FindPattern($pattern: PatternInput!, $filter: CrystalFilter, $first: Int!, $after: String${names}) {
  crystals(filter: $filter, first: $first, after: $after) {
    totalCount
    emptyReason { message }
    pageInfo { endCursor hasNextPage }
    nodes { id chemicalFormula placements(pattern: $pattern, first: 0) { count } }
    placements(pattern: $pattern) { count ${figuresOf.join(' ')} }
  }
}`;
}
