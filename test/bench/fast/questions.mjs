/**
 * What is asked of the graph most, with the time that each may take. Each question differs from those before it in a
 * criterion or a variable, so that neither a kept answer nor a kept selection serves; the document stays the same.
 */

import { ELEMENTS } from '../elements.mjs';

/** Small enough to leave the answers alike. */
const least = (n) => 0.5 + n * 1e-6;
const elementOf = (n) => ELEMENTS[n % ELEMENTS.length];

const SITES = `motifs { count motif { id } }
  sites { element wyckoff multiplicity oxidationState motifId distortion { csm bondLengthMean }
    connections { kind count distance anglesInDegrees partner { motifId } } }`;

const TWO = `{ sites: [{ name: "a", motif: "Ti-O:6", csm: { max: $most } }, { name: "b", motif: "Ti-O:6" }],
  connections: [{ from: "a", to: "b", kind: EDGE }] }`;
const THREE = `{ sites: [{ name: "a", motif: "Ti-O:6", csm: { max: $most } }, { name: "b", motif: "Ti-O:6" }, { name: "c", motif: "P-T:4" }],
  connections: [{ from: "a", to: "b", kind: EDGE }, { from: "b", to: "c", kind: CORNER }] }`;

/** Milliseconds; `mixed` takes part in the mixed load. `variables` are of question n. */
export const QUESTIONS = [
  {
    name: '20 crystals, id and formula',
    bar: 5,
    mixed: true,
    query: '{ crystals(first: 20) { nodes { id formula } } }',
    variables: (n) => ({ n }),
  },
  {
    name: 'the same with a filter and count',
    bar: 12,
    mixed: true,
    query: `query ($e: [String!]!, $d: Float!) {
      crystals(first: 20, filter: { elements: $e, density: { min: $d } }) { totalCount nodes { id formula } } }`,
    variables: (n) => ({ e: [elementOf(n)], d: least(n) }),
  },
  {
    name: '20 crystals with sites, motifs and connections',
    bar: 40,
    query: `query ($e: [String!]!, $d: Float!) {
      crystals(first: 20, filter: { elements: $e, density: { min: $d } }) { nodes { id formula ${SITES} } } }`,
    variables: (n) => ({ e: [elementOf(n)], d: least(n) }),
  },
  {
    name: 'motif with its 20 most frequent connections',
    bar: 5,
    mixed: true,
    query: `query ($id: ID!) { motif(id: $id) { crystalCount connectedTo(first: 20) { nodes { kind occurrences crystalCount motif { id } } } } }`,
    variables: (n, { motifs }) => ({ id: motifs[n % motifs.length], n }),
  },
  {
    name: 'facets by geometry',
    bar: 5,
    mixed: true,
    query: `query ($d: Float!) { facet(field: GEOMETRY, filter: { density: { min: $d } }) { value label crystals occurrences } }`,
    variables: (n) => ({ d: least(n) }),
  },
  {
    name: 'pattern of two polyhedra, count',
    bar: 60,
    mixed: true,
    query: `query ($most: Float!) { crystals(filter: { pattern: ${TWO} }) { totalCount } }`,
    variables: (n) => ({ most: 60 + n * 1e-6 }),
  },
  {
    name: 'pattern of three polyhedra, count',
    bar: 150,
    mixed: true,
    query: `query ($most: Float!) { crystals(filter: { pattern: ${THREE} }) { totalCount } }`,
    variables: (n) => ({ most: 60 + n * 1e-6 }),
  },
  {
    name: 'histogram of Ti–O–Ti angles, corner alone',
    bar: 300,
    mixed: true,
    query: `query ($d: Float!) { crystals { connections(filter: { kind: [CORNER], distance: { min: $d },
      from: { elements: ["Ti"] }, to: { elements: ["Ti"] } }) { count histogram(of: ANGLE, bins: 40) { counts min max } } } }`,
    variables: (n) => ({ d: least(n) }),
  },
];

/** Those of the explorer's map, in one request each. */
export const LARGE = [
  {
    name: 'map of all crystals, in columns',
    query: `query ($d: Float!) { crystalMap(filter: { density: { min: $d } }) { totalCount columns { crystalId formula x y cluster } } }`,
    variables: (n) => ({ d: least(n) }),
  },
];

/** Each body once: a client that asks without pause takes the next one. */
export function bodies({ query, variables }, known) {
  let n = Math.floor(Math.random() * 1e6);
  return () => {
    n++;
    return JSON.stringify({ query, variables: variables(n, known) });
  };
}
