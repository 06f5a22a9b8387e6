/** Which patterns are refused, and what is said; the form of files. */
import { describe, expect, it } from 'vitest';
import { type ConnectionInput, checkedPattern, type SiteInput } from '../../../src/motif/pattern/check.js';
import { PatternError } from '../../../src/motif/pattern/pattern.js';
import { parsePattern } from '../../../src/motif/pattern/pattern-file.js';

const PAIR: readonly SiteInput[] = [{ name: 'a' }, { name: 'b' }];

function refusal(sites: readonly SiteInput[], connections: readonly ConnectionInput[] = []): string {
  try {
    checkedPattern({ sites, connections });
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a pattern is refused', () => {
  const site = (criteria: Omit<SiteInput, 'name'>) => refusal([{ name: 'a', ...criteria }]);
  const connection = (criteria: Omit<ConnectionInput, 'from' | 'to'>) =>
    refusal(PAIR, [{ from: 'a', to: 'b', ...criteria }]);

  it.each([
    ['without sites', refusal([]), 'no sites: name one polyhedron'],
    ['with seven', refusal([...'abcdefg'].map((name) => ({ name }))), '7 sites: at most 6'],
    ['with an empty name', refusal([{ name: ' ' }]), 'has an empty name'],
    ['with one name twice', refusal([{ name: 'a' }, { name: 'a' }]), 'Two sites of the pattern are named "a"'],
    ['that names nobody', refusal(PAIR, [{ from: 'a', to: 'c' }]), 'no site is named "c"; the names are a, b'],
    ['that connects a name with itself', refusal(PAIR, [{ from: 'a', to: 'a' }]), 'from "a" to itself'],
    ['in two parts', refusal(PAIR), 'do not hang together: no connections lead from "a" to "b"'],
    ['with 61 connections', refusal(PAIR, Array(61).fill({ from: 'a', to: 'b' })), '61 connections: at most 60'],
    ['of an unknown element', site({ elements: ['Xx'] }), 'There is no element "Xx" (site "a").'],
    ['of an element in wrong case', site({ elements: ['TI'] }), 'Did you mean Ti?'],
    ['of an unknown ligand', site({ ligands: ['oxigen'] }), 'Did you mean oxygen (O)?'],
    ['of an unknown geometry', site({ geometries: ['X:6'] }), 'For coordination number 6 there are O:6 (Octahedron)'],
    ['of a misspelt geometry', site({ geometries: ['octohedron'] }), 'Did you mean O:6 (octahedron)?'],
    ['of a motif without its centre', site({ motifs: ['O6'] }), '"O6" (site "a") is not the id of a motif. Write'],
    ['of a motif without such a geometry', site({ motifs: ['Ti-X:6'] }), 'There is no reference geometry "X:6"'],
    ['of a motif with wrong ligands', site({ motifs: ['Ti-O:6[F2O5]'] }), 'has 7 ligands. O:6 has 6.'],
    ['with an empty list', site({ elements: [] }), 'The list elements of the site "a" is empty'],
    ['with a range that is upside down', site({ csm: { min: 5, max: 1 } }), 'from 5 to 1: exchange its ends'],
    ['with NaN', site({ csm: { min: Number.NaN } }), 'has the end NaN'],
    ['with infinity', connection({ angle: { max: Number.POSITIVE_INFINITY } }), 'has the end Infinity'],
    [
      'of an unknown kind',
      connection({ kinds: ['vertex'] }),
      '"vertex" (connection from "a" to "b"). Kinds are corner',
    ],
    ['with no kinds', connection({ kinds: [] }), 'The list kinds of the connection from "a" to "b" is empty'],
  ])('%s', (_, message, expected) => {
    expect(message).toContain(expected);
  });
});

describe('a pattern is brought into its usual form', () => {
  it('with lists in order, motifs as they are written, and nothing for null', () => {
    const pattern = checkedPattern({
      sites: [
        { name: 'a', elements: ['V', 'Ti', 'V'], motifs: ['Ti-O:6[O4F2]', 'Ti-O:6[O6]'], csm: { min: null, max: 5 } },
        { name: 'b', geometries: null, ligands: [' O ', 'oxygen'] },
        { name: 'c', elements: ['titanium'], geometries: ['octahedra', 'O:6'], motifs: ['TiO3'] },
      ],
      connections: [
        { from: 'b', to: 'a', kinds: ['Edge', 'corner'], distance: null },
        { from: 'b', to: 'c' },
      ],
    });
    expect(pattern).toEqual({
      sites: [
        { name: 'a', elements: ['Ti', 'V'], motifs: ['Ti-O:6', 'Ti-O:6[F2O4]'], csm: { max: 5 } },
        { name: 'b', ligands: ['O'] },
        { name: 'c', elements: ['Ti'], geometries: ['O:6'], motifs: ['Ti-TL:3', 'Ti-TS:3', 'Ti-TY:3'] },
      ],
      connections: [
        { from: 'b', to: 'a', kinds: ['corner', 'edge'] },
        { from: 'b', to: 'c' },
      ],
    });
  });
});

describe('a file', () => {
  it('can have the form of GraphQL', () => {
    const input = {
      sites: [
        { name: 'a', elements: ['Ti'], csm: { max: 5 } },
        { name: 'b', motif: ['P-T:4'] },
      ],
      connections: [{ from: 'a', to: 'b', kind: ['CORNER'], angle: { min: 120, max: 180 } }],
    };
    expect(parsePattern(JSON.stringify(input))).toEqual({
      sites: [
        { name: 'a', elements: ['Ti'], csm: { max: 5 } },
        { name: 'b', motifs: ['P-T:4'] },
      ],
      connections: [{ from: 'a', to: 'b', kinds: ['corner'], angle: { min: 120, max: 180 } }],
    });
  });

  it('is read with all of its criteria', () => {
    const text = JSON.stringify({
      sites: {
        a: { element: ['Ti'], geometry: 'O:6', ligands: ['O'], csm: [0, 5], coordinationNumber: [6, null] },
        b: { motif: ['P-T:4'], oxidationState: [5, 5], bondLengthMean: [null, 1.6] },
      },
      connections: [
        { from: 'a', to: 'b', kind: 'corner', sharedLigands: [1, 1], angle: [120, null], distance: [0, 4] },
      ],
    });
    expect(parsePattern(text)).toEqual({
      sites: [
        {
          name: 'a',
          elements: ['Ti'],
          geometries: ['O:6'],
          ligands: ['O'],
          coordinationNumber: { min: 6 },
          csm: { min: 0, max: 5 },
        },
        { name: 'b', motifs: ['P-T:4'], oxidationState: { min: 5, max: 5 }, bondLengthMean: { max: 1.6 } },
      ],
      connections: [
        {
          from: 'a',
          to: 'b',
          kinds: ['corner'],
          sharedLigands: { min: 1, max: 1 },
          angle: { min: 120 },
          distance: { min: 0, max: 4 },
        },
      ],
    });
  });

  it('may use plurals, and may have no connections', () => {
    expect(parsePattern('{"sites":{"a":{"elements":["Ti"],"geometries":["O:6"],"motifs":["Ti-O:6"]}}}').sites).toEqual([
      { name: 'a', elements: ['Ti'], geometries: ['O:6'], motifs: ['Ti-O:6'] },
    ]);
  });

  it.each([
    ['{"sites"', 'The pattern is no JSON'],
    ['[]', 'the pattern: expected an object'],
    ['{}', 'sites: expected an object with a name for each site'],
    [
      '{"sites":{"a":{}},"conections":[]}',
      'the pattern: the key "conections" is unknown; known ones are sites, connections.',
    ],
    ['{"sites":{"a":{"elment":["Ti"]}}}', 'sites.a: the key "elment" is unknown; known ones are element, elements,'],
    ['{"sites":{"a":{"element":["Ti"],"elements":["V"]}}}', 'sites.a.elements: elements are given twice'],
    ['{"sites":{"a":{"element":[22]}}}', 'sites.a.element: expected a text or a list of texts'],
    ['{"sites":{"a":{"csm":5}}}', 'sites.a.csm: expected [least, largest]'],
    ['{"sites":{"a":{"coordinationNumber":6}}}', 'write [6, 6] for 6 alone'],
    ['{"sites":[{"elements":["Ti"]}]}', 'sites: expected an object with a name for each site'],
    ['{"sites":{"a":{"csm":["0","5"]}}}', 'sites.a.csm: '],
    ['{"sites":{"a":{},"b":{}},"connections":[{"from":"a"}]}', 'connections[0].to: '],
    [
      '{"sites":{"a":{},"b":{}},"connections":[{"from":"a","to":"b","kinnd":"edge"}]}',
      'known ones are from, to, kind,',
    ],
    ['{"sites":{"a":{},"b":{}},"connections":{}}', 'connections: expected a list of objects'],
  ])('%s is refused', (text, message) => {
    expect(() => parsePattern(text)).toThrow(PatternError);
    expect(() => parsePattern(text)).toThrow(message);
  });
});
