/** Damage of every kind is seen, and told as what it is. */
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLadybug } from '../../src/graph/ladybug.js';
import { openGraph } from '../../src/graph/open.js';
import { embed } from '../../src/pipeline/embed.js';
import type { Finding } from '../../src/pipeline/verify.js';
import { verifyApart } from '../../src/pipeline/verify-process.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { analysedSample, predictedAs, sourceOf } from '../graph/analysed.js';

const IDS = [
  'rutile-TiO2',
  'anatase-TiO2',
  'spinel-MgAl2O4',
  'alpha-quartz-SiO2',
  'perovskite-SrTiO3',
  'corundum-Al2O3',
];
const folder = mkdtempSync(join(tmpdir(), 'motifgraph-verify-'));
const whole = join(folder, 'whole');
const workerFile = new URL('../../dist/pipeline/verify-worker.js', import.meta.url);

beforeAll(async () => {
  const store = await openGraph(whole);
  const records = (await analysedSample(IDS)).map((record) => predictedAs(record, 2));
  await store.write(records, records.map(sourceOf));
  await embed({ store, settings: { ...REPRESENTATION_SETTINGS, leastCrystals: 1 } });
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function copy(name: string): string {
  const place = join(folder, name);
  mkdirSync(place);
  copyFileSync(join(whole, 'graph.lbug'), join(place, 'graph.lbug'));
  return place;
}

async function findingsIn(place: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const verified = await verifyApart({ folder: place, workerFile, onFinding: (finding) => findings.push(finding) });
  if (verified !== null) expect(verified.findings).toBe(findings.length);
  return findings;
}

it('finds nothing in a graph as it was written', async () => {
  expect(await findingsIn(whole)).toEqual([]);
});

describe('a change behind the back of Motifgraph', () => {
  const changes: [string, string, RegExp][] = [
    [
      'a relationship gone',
      "MATCH (c:Crystal)-[r:CONTAINS]->(m:Motif) WHERE c.id = 'rutile-TiO2' DELETE r",
      /crystal rutile-TiO2: .*checksum/,
    ],
    [
      'a site without its motif',
      "MATCH (s:MotifSite)-[r:INSTANCE_OF]->(m:Motif) WHERE s.crystalId = 'rutile-TiO2' DELETE r",
      /crystal rutile-TiO2: the site rutile-TiO2\/0 is not linked/,
    ],
    [
      'a net gone',
      "MATCH (c:Crystal)-[r:HAS_NET]->(n:Net) WHERE c.id = 'rutile-TiO2' AND n.kind = 'edge' DELETE r",
      /crystal rutile-TiO2: it does not have the nets of its record/,
    ],
    [
      'another net',
      "MATCH (c:Crystal)-[:HAS_NET]->(n:Net) WHERE c.id = 'rutile-TiO2' AND n.kind = 'edge' SET n.dimensionality = 2",
      /crystal rutile-TiO2: dimensionality of the net rutile-TiO2\/\d+ differs from its record/,
    ],
    [
      'a connection gone',
      "MATCH (s:MotifSite)-[r:SHARES]->(t:MotifSite) WHERE s.crystalId = 'rutile-TiO2' AND r.kind = 'edge' DELETE r",
      /count : CONNECTED_TO Ti-O:6 edge Ti-O:6/,
    ],
    [
      'another count of a motif',
      "MATCH (m:Motif) WHERE m.id = 'Ti-O:6' SET m.crystalCount = m.crystalCount + 1",
      /count : crystalCount of the motif Ti-O:6/,
    ],
    [
      'another count of a connection',
      "MATCH (m:Motif)-[k:CONNECTED_TO]->(n:Motif) WHERE m.id = 'Si-T:4' SET k.occurrences = 1",
      /count : CONNECTED_TO Si-T:4 corner/,
    ],
    [
      'a connection of motifs gone',
      "MATCH (m:Motif)-[k:CONNECTED_TO]->(n:Motif) WHERE m.id = 'Si-T:4' AND n.id = 'Si-T:4' DELETE k",
      /count : CONNECTED_TO Si-T:4 corner Si-T:4 is missing/,
    ],
    [
      'another property of a crystal',
      "MATCH (c:Crystal) WHERE c.id = 'rutile-TiO2' SET c.structure = 'no CIF'",
      /crystal rutile-TiO2: its record does not match its checksum/,
    ],
    [
      'another column of a crystal',
      "MATCH (c:Crystal) WHERE c.id = 'rutile-TiO2' SET c.formula = 'TiO3'",
      /crystal rutile-TiO2: propertiesCache of the crystal differs from its record/,
    ],
    [
      'another mean angle',
      "MATCH (s:MotifSite)-[r:SHARES]->(t:MotifSite) WHERE s.crystalId = 'rutile-TiO2' SET r.angleMean = 1.0",
      /crystal rutile-TiO2: angleMean of the connection .* differs/,
    ],
    [
      'a prediction gone',
      "MATCH (c:Crystal)-[r:HAS_PREDICTION]->(p:Prediction) WHERE c.id = 'rutile-TiO2' DELETE r",
      /crystal rutile-TiO2: its record/,
    ],
    [
      'a stray prediction',
      "CREATE (:Prediction {id: 'stray'})",
      /count : Prediction nodes: the graph has 19, but its crystals add up to 18/,
    ],
    [
      'a stray site',
      "CREATE (:MotifSite {id: 'stray/0', crystalId: 'stray', motifId: 'Ti-O:6'})",
      /count : MotifSite nodes/,
    ],
    [
      'a crystal gone from the ledger',
      "MATCH (s:Source) WHERE s.id = 'rutile-TiO2' DETACH DELETE s",
      /ledger rutile-TiO2: the crystal is not in the ledger/,
    ],
    [
      'a ledger row of no crystal',
      "MATCH (c:Crystal) WHERE c.id = 'rutile-TiO2' DETACH DELETE c",
      /ledger rutile-TiO2: the ledger says that it is stored, but/,
    ],
    [
      'another ledger row',
      "MATCH (s:Source) WHERE s.id = 'rutile-TiO2' SET s.file = 'other.cif'",
      /ledger rutile-TiO2: its row does not match its checksum/,
    ],
    [
      'a motif without its centre',
      "MATCH (m:Motif)-[r:CENTERED_ON]->(e:Element) WHERE m.id = 'Ti-O:6' DELETE r",
      /count : the motif Ti-O:6 is not centred on Ti/,
    ],
    [
      'another vector',
      "MATCH (v:CrystalVectorA) WHERE v.id = 'rutile-TiO2' SET v.x = 0.5",
      /vectors rutile-TiO2: the vectors of this crystal do not match/,
    ],
    [
      'a vector without its crystal',
      "MATCH (c:Crystal)-[r:HAS_VECTORA]->(v:CrystalVectorA) WHERE c.id = 'rutile-TiO2' DELETE r",
      /vectors rutile-TiO2: it is not linked to its vectors/,
    ],
    [
      'another representation',
      "MATCH (p:RepresentationPartA) WHERE p.id = 0 SET p.text = 'abc'",
      /vectors : the representation does not match/,
    ],
  ];
  it.each(changes)('is found: %s', async (name, statement, expected) => {
    const place = copy(name);
    const engine = await openLadybug(place);
    await engine.define([statement, 'CHECKPOINT']);
    await engine.close();
    const found = (await findingsIn(place)).map(({ kind, id, message }) => `${kind} ${id ?? ''}: ${message}`);
    expect(found.join('\n')).toMatch(expected);
  });
});

describe('damage of the file', () => {
  it('of an empty one is told', async () => {
    const place = copy('emptied');
    truncateSync(join(place, 'graph.lbug'), 0);
    expect(await findingsIn(place)).toEqual([
      { kind: 'file', id: null, message: 'graph.lbug is empty: it was truncated' },
    ]);
    await expect(findingsIn(join(folder, 'nowhere'))).rejects.toThrow(/There is no graph in .*nowhere/);
  });

  it('of one that was cut off is told', async () => {
    const place = copy('cut');
    truncateSync(join(place, 'graph.lbug'), statSync(join(place, 'graph.lbug')).size >> 1);
    expect(await findingsIn(place)).not.toEqual([]);
  });

  it('of a letter in the text of crystals is told', async () => {
    const place = copy('letter');
    const file = join(place, 'graph.lbug');
    const bytes = readFileSync(file);
    const at = bytes.indexOf('_chemical_formula_sum');
    expect(at).toBeGreaterThan(0);
    for (let i = at; i >= 0; i = bytes.indexOf('_chemical_formula_sum', i + 1)) bytes[i] = 0x58;
    writeFileSync(file, bytes);
    expect((await findingsIn(place)).some(({ kind }) => kind === 'crystal' || kind === 'file')).toBe(true);
  });

  it('of 64 KiB of zeros in the midst of the crystals is told, whatever it does to LadybugDB', async () => {
    const at = readFileSync(join(whole, 'graph.lbug')).indexOf('_chemical_formula_sum');
    const place = copy('zeroed');
    overwrite(place, Buffer.alloc(65_536), at);
    expect(await findingsIn(place)).not.toEqual([]);
  });

  // Half of so small a graph are pages that nothing is in.
  it('of a byte in each 8 KiB is told, whatever it does to LadybugDB', async () => {
    for (let seed = 1; seed <= 5; seed++) {
      const place = copy(`flipped-${seed}`);
      const { size } = statSync(join(place, 'graph.lbug'));
      const random = xoroshiro128plus(seed);
      for (let i = 0; i < size / 8192; i++) {
        const at = (random.next() >>> 0) % size;
        const [byte] = readFileSync(join(place, 'graph.lbug')).subarray(at, at + 1);
        overwrite(place, Buffer.from([byte! ^ 0xff]), at);
      }
      expect(await findingsIn(place), `seed ${seed}`).not.toEqual([]);
    }
  });
});

function overwrite(place: string, bytes: Buffer, at: number): void {
  const file = openSync(join(place, 'graph.lbug'), 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}
