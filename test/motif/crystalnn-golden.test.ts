/**
 * The 177 oxides of the large reference data (pymatgen 2026.10.24, matminer 0.10.1, robocrystallographer 0.2.13), when
 * its folder is named by MOTIFGRAPH_REFERENCE.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import type { Connection } from '../../src/motif/analysis.js';
import { connectionsOf } from '../../src/motif/connectivity.js';
import { bondsOf } from '../../src/motif/crystalnn/bonds.js';
import { fingerprintOf } from '../../src/motif/crystalnn/fingerprint.js';
import { openSources } from '../../src/sources/open.js';
import { bondKey } from '../oracles/crystalnn/reference.js';
import { bondedCoordination, neighboursOf } from './crystalnn-of.js';

interface Golden {
  readonly id: string;
  readonly elements: readonly string[];
  readonly bonds: readonly (readonly [number, number, readonly number[], number])[];
  readonly fingerprints: Readonly<Record<string, readonly number[]>>;
  /** Kind, element, distance, angles of every connection that a site sees. */
  readonly connections: Readonly<Record<string, readonly (readonly [string, string, number, readonly number[]])[]>>;
}

const folder = process.env['MOTIFGRAPH_REFERENCE'];
const table = folder && join(folder, 'golden', 'crystalnn-oxides.jsonl');
const structures = folder && join(folder, 'data', 'mp-oxides', 'cifs.tar.gz');
const missing = !table
  ? 'MOTIFGRAPH_REFERENCE is not set'
  : existsSync(table) && existsSync(structures!)
    ? null
    : `${folder} lacks golden/crystalnn-oxides.jsonl or data/mp-oxides/cifs.tar.gz`;

describe.skipIf(missing !== null)(`CrystalNN on 177 oxides${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  it('gives the reference bonds, fingerprints and connections', async () => {
    const lines = readFileSync(table!, 'utf8').trim().split('\n');
    const golden = new Map(lines.map((line): [string, Golden] => [JSON.parse(line).id, JSON.parse(line)]));
    const bonds = { same: 0, all: 0 };
    const fingerprints = { same: 0, all: 0 };
    const connections = { same: 0, all: 0 };
    for await (const item of openSources([structures!])) {
      const reference = golden.get(item.id);
      if (reference === undefined) continue;
      if (!item.ok) throw new Error(item.refusal.message);
      const read = readStructures(item.content, { file: item.file })[0]!;
      if (!read.ok) throw new Error(read.refusal.message);
      const neighbours = neighboursOf(read.crystal);
      const found = bondsOf(neighbours);
      const keys = new Set(found.map(({ from, to, image }) => bondKey(from, to, image)));
      const expected = new Set(reference.bonds.map(([from, to, image]) => bondKey(from, to, image)));
      count(bonds, keys.size === expected.size && [...keys].every((key) => expected.has(key)));
      for (const [site, values] of Object.entries(reference.fingerprints)) {
        const fingerprint = fingerprintOf(neighbours[Number(site)]!);
        count(
          fingerprints,
          values.every((x, i) => Math.abs(x - fingerprint[i]!) <= 0.01),
        );
      }
      const isOxygen = (site: number) => reference.elements[site] === 'O';
      if (!reference.bonds.every(([from, to]) => isOxygen(from) !== isOxygen(to))) continue;
      const signs = Int8Array.from(reference.elements, (symbol) => (symbol === 'O' ? -1 : 1));
      const seen = seenBySites(connectionsOf(bondedCoordination(read.crystal, found, signs)), reference.elements);
      for (const [site, values] of Object.entries(reference.connections)) {
        const wanted = values.map(([kind, element, distance, angles]) => spelled(kind, element, distance, angles));
        count(connections, sameNumbers(wanted, seen.get(Number(site)) ?? []));
      }
    }
    expect(bonds).toEqual({ same: 177, all: 177 });
    // Three sites of one crystal differ: bonds that are straight but for the seventh digit of the file's coordinates.
    expect(fingerprints).toEqual({ same: 1655, all: 1658 });
    expect(connections.all).toBe(1463);
    expect(connections.same).toBe(1463);
  });
});

function count(tally: { same: number; all: number }, same: boolean): void {
  tally.all++;
  if (same) tally.same++;
}

/** Kind and element as text, then distance and mean angle. */
type Spelled = readonly [string, number, number];

function spelled(kind: string, element: string, distance: number, angles: readonly number[]): Spelled {
  return [`${kind} ${element}`, distance, angles.reduce((a, b) => a + b) / angles.length];
}

function seenBySites(connections: readonly Connection[], elements: readonly string[]): Map<number, Spelled[]> {
  const seen = new Map<number, Spelled[]>(elements.map((_, site) => [site, []]));
  for (const { from, to, kind, distance, anglesInDegrees } of connections) {
    seen.get(from)!.push(spelled(kind, elements[to]!, distance, anglesInDegrees));
    seen.get(to)!.push(spelled(kind, elements[from]!, distance, anglesInDegrees));
  }
  return seen;
}

/** Each of the one list finds its own partner in the other. */
function sameNumbers(wanted: readonly Spelled[], found: readonly Spelled[]): boolean {
  const left = [...found];
  for (const [label, distance, angle] of wanted) {
    const partner = left.findIndex(
      (other) => other[0] === label && Math.abs(other[1] - distance) < 1e-3 && Math.abs(other[2] - angle) < 1e-2,
    );
    if (partner < 0) return false;
    left.splice(partner, 1);
  }
  return left.length === 0;
}
