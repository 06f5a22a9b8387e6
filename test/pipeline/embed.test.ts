import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openGraph } from '../../src/graph/open.js';
import type { GraphStore } from '../../src/graph/store.js';
import { EmptyGraphError, embed } from '../../src/pipeline/embed.js';
import {
  crystalVectors,
  REPRESENTATION_SETTINGS,
  type Representation,
} from '../../src/representation/representation.js';
import {
  RepresentationFileError,
  readRepresentation,
  writeRepresentation,
} from '../../src/representation/representation-file.js';
import { analysedSample, sourceOf } from '../graph/analysed.js';

const settings = { ...REPRESENTATION_SETTINGS, leastCrystals: 2 };
const folder = mkdtempSync(join(tmpdir(), 'motifgraph-embed-'));
let store: GraphStore;
let learned: Representation;

beforeAll(async () => {
  store = await openGraph(join(folder, 'graph'));
  await expect(embed({ store, settings })).rejects.toThrow(EmptyGraphError);
  const records = await analysedSample();
  await store.write(records, records.map(sourceOf));
  learned = await embed({ store, settings });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('embedding a graph', () => {
  it('stores what it learned, and vectors of unit length for every crystal', async () => {
    expect((await store.vectors.representation())!.equals(writeRepresentation(learned))).toBe(true);
    const all = await store.vectors.crystalMotifs('', 1000);
    for (const crystal of all) {
      const { id } = crystal;
      for (const space of ['framework', 'chemistry', 'fingerprint'] as const) {
        expect(Math.hypot(...crystalVectors(crystal, learned)[space]!), `${space} of ${id}`).toBeCloseTo(1, 3);
        const own = (await store.vectors.nearestTo(space, id, all.length))?.find((near) => near.id === id);
        expect(own?.cosine, `${space} of ${id}`).toBeCloseTo(1, 5);
      }
    }
    expect((await store.vectors.crystalMap()).map(({ id }) => id)).toEqual(all.map(({ id }) => id));
  });

  it('gives the same numbers again for the same seed, bit for bit', async () => {
    const again = await embed({ store, settings });
    expect(writeRepresentation(again).equals(writeRepresentation(learned))).toBe(true);
    const other = await embed({ store, settings: { ...settings, seed: 2 } });
    expect(other.motifMap.positions).not.toEqual(learned.motifMap.positions);
    await embed({ store, settings });
  });

  it('finds rutiles for a rutile, and titanium for titanium', async () => {
    const near = async (space: 'framework' | 'chemistry') =>
      (await store.vectors.nearestTo(space, 'rutile-TiO2', 4))!.map(({ id }) => id);
    const frameworks = await store.crystalsById(await near('framework'));
    expect(frameworks.map((crystal) => [crystal?.anonymousFormula, crystal?.spaceGroupSymbol])).toEqual(
      new Array(4).fill(['AB2', 'P4_2/mnm']),
    );
    const chemistries = await near('chemistry');
    expect(chemistries).toEqual(expect.arrayContaining(['rutile-TiO2', 'anatase-TiO2', 'brookite-TiO2']));
  });

  it('forgets the vectors of a crystal that is replaced', async () => {
    const [record] = await analysedSample(['rutile-TiO2']);
    await store.write([record!], [sourceOf(record!)]);
    expect(await store.vectors.nearestTo('framework', 'rutile-TiO2', 1)).toBeNull();
    await embed({ store, settings, representation: learned });
    expect(await store.vectors.nearestTo('framework', 'rutile-TiO2', 1)).not.toBeNull();
  });
});

describe('a motif that was not learned', () => {
  it('is stood for by motifs of its geometry with a like centre', () => {
    const { motifs } = learned;
    expect(motifs.vectorOf({ id: 'Ti-O:6', element: 'Ti', geometry: 'O:6' })?.standIns).toBeNull();
    const found = motifs.vectorOf({ id: 'Tc-O:6', element: 'Tc', geometry: 'O:6' })!;
    expect(found.standIns).toHaveLength(5);
    expect(found.standIns!.every((id) => id.endsWith('-O:6'))).toBe(true);
    expect(Math.hypot(...found.vector)).toBeCloseTo(1, 6);
    expect(motifs.vectorOf({ id: 'Cs-PP:10', element: 'Cs', geometry: 'PP:10' })).toBeNull();
  });
});

describe('the file of a representation', () => {
  it('gives back what was written', () => {
    const bytes = writeRepresentation(learned);
    const read = readRepresentation(bytes);
    expect(writeRepresentation(read).equals(bytes)).toBe(true);
    expect(read.motifs.vectors).toEqual(learned.motifs.vectors);
  });

  it('is refused when it is damaged, or something else', () => {
    const bytes = writeRepresentation(learned);
    const damaged = Buffer.from(bytes);
    damaged[bytes.length >> 1]! ^= 0xff;
    expect(() => readRepresentation(damaged)).toThrow(RepresentationFileError);
    expect(() => readRepresentation(bytes.subarray(0, 1000))).toThrow('It is damaged, or not a file of vectors.');
    expect(() => readRepresentation(Buffer.from('{}'))).toThrow(RepresentationFileError);
  });
});
