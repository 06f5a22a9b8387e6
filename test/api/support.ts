/** A real embedded graph with analysed crystals, and the service in front of it. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../src/api/server.js';
import { readStructures } from '../../src/crystal/read.js';
import type { CrystalRecord, SourceNode } from '../../src/graph/model.js';
import { openGraph } from '../../src/graph/open.js';
import { toCrystalRecord } from '../../src/graph/record.js';
import type { GraphStore } from '../../src/graph/store.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { orbitGraphOf } from '../../src/motif/orbit-graph.js';
import { analysedSample, predictedAs, sourceOf } from '../graph/analysed.js';

export const IDS = [
  'rutile-TiO2',
  'anatase-TiO2',
  'brookite-TiO2',
  'perovskite-SrTiO3',
  'perovskite-BaTiO3',
  'perovskite-CaTiO3',
  'corundum-Al2O3',
  'hematite-Fe2O3',
  'ilmenite-FeTiO3',
  'periclase-MgO',
  'zincite-ZnO',
  'fluorite-CeO2',
  'spinel-MgAl2O4',
  'forsterite-Mg2SiO4',
  'alpha-quartz-SiO2',
  'zircon-ZrSiO4',
];

/** A cation amid a body-centred lattice of anions has 14 neighbours, for which there is no reference polyhedron. */
const FOURTEEN_LIGANDS = `fourteen ligands
5.2
1 0 0
0 1 0
0 0 1
U F
1 15
Direct
${bodyCentred()}`;

function bodyCentred(): string {
  const lines: string[] = [];
  for (const shift of [0, 0.25]) {
    for (const x of [0, 0.5]) {
      for (const y of [0, 0.5]) for (const z of [0, 0.5]) lines.push([x + shift, y + shift, z + shift].join(' '));
    }
  }
  return lines.join('\n');
}

export const REFUSED: readonly SourceNode[] = [
  {
    id: 'steel',
    name: 'steel',
    dataset: null,
    file: 'metals/steel.cif',
    place: '/data/metals/steel.cif',
    block: null,
    sha256: 'ab',
    analysisVersion: '1',
    method: null,
    refusal: { code: 'NO_ANION', message: 'Fe and C form no cations and anions', line: null },
  },
  {
    id: 'mixed',
    name: 'mixed',
    dataset: null,
    file: 'mixed.cif',
    place: '/data/mixed.cif',
    block: null,
    sha256: 'cd',
    analysisVersion: '1',
    method: null,
    refusal: { code: 'DISORDERED', message: 'site M1 is occupied to 0.5', line: 17 },
  },
];

async function records(): Promise<CrystalRecord[]> {
  const [read] = readStructures(FOURTEEN_LIGANDS, { file: 'fourteen.vasp', format: 'poscar' });
  if (!read?.ok) throw new Error(read?.refusal.message);
  const analysed = analyzeMotifs(read.crystal, { fingerprints: true });
  if (!analysed.ok) throw new Error(analysed.refusal.message);
  const sample = (await analysedSample(IDS)).map((record, i) => predictedAs(record, 0.5 * i));
  const motifs = orbitGraphOf(read.crystal.atomicNumbers, analysed.analysis);
  return [...sample, toCrystalRecord(read.crystal, analysed.analysis, motifs, { dataset: null, strategy: 'simplest' })];
}

export interface OpenGraph {
  readonly store: GraphStore;
  close(): Promise<void>;
}

/** A filled graph and the service in front of it, until the file's last test. */
export async function serveFilledGraph(options: Partial<ServerOptions> = {}) {
  const graph = await openFilledGraph();
  const service = await serve(graph.store, options);
  afterAll(async () => {
    await service.close();
    await graph.close();
  });
  return { graph, service };
}

/** Of the crystals that meet a filter. */
export async function idsOf(service: Service, filter: string): Promise<string[]> {
  const { crystals } = await service.data(`{ crystals(filter: ${filter}, first: 100) { nodes { id } } }`);
  return crystals.nodes.map(({ id }: { id: string }) => id);
}

/** The folder of a filled graph: made once for all files of a test process, and copied for each. */
let filled: Promise<string> | undefined;

export async function openFilledGraph(): Promise<OpenGraph> {
  filled ??= makeFilledGraph();
  const original = await filled;
  return openTemporaryGraph((folder) => cpSync(original, folder, { recursive: true }));
}

async function makeFilledGraph(): Promise<string> {
  const folder = join(mkdtempSync(join(inject('sharedFolder'), 'filled-')), 'graph');
  const store = await openGraph(folder);
  await fill(store);
  await store.close();
  return folder;
}

/** Crystals of the sample, one with a site that has no motif, and two refusals. */
export async function fill(store: GraphStore): Promise<void> {
  const written = await records();
  await store.write(written, [...written.map(sourceOf), ...REFUSED]);
}

export function openEmptyGraph(): Promise<OpenGraph> {
  return openTemporaryGraph(() => {});
}

/** @param prepare makes the folder's content. */
async function openTemporaryGraph(prepare: (folder: string) => void): Promise<OpenGraph> {
  const home = mkdtempSync(join(tmpdir(), 'motifgraph-api-'));
  const folder = join(home, 'graph');
  prepare(folder);
  const store = await openGraph(folder);
  return {
    store,
    close: async () => {
      await store.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface GraphQLAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers depends on the query
  readonly data: any;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    // biome-ignore lint/suspicious/noExplicitAny: what an error carries depends on its code
    readonly extensions: any;
  }[];
}

export interface Service extends RunningServer {
  /** What the operator was told. */
  readonly log: readonly string[];
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphQLAnswer>;
  /** The data of a query that has to succeed. */
  // biome-ignore lint/suspicious/noExplicitAny: what a query answers depends on the query
  data(query: string, variables?: Record<string, unknown>): Promise<any>;
}

export async function serve(store: GraphStore, options: Partial<ServerOptions> = {}): Promise<Service> {
  const log: string[] = [];
  const note = (message: string, error?: unknown) => log.push(`${message} ${error ?? ''}`);
  const logger = { warn: note, error: note, request: () => {} };
  const server = await startServer({ store, port: 0, logger, ...options });
  const ask: Service['ask'] = async (query, variables = {}) => {
    const response = await fetch(`${server.url}graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors = [] } = (await response.json()) as Omit<GraphQLAnswer, 'status'>;
    return { status: response.status, data, errors };
  };
  const data: Service['data'] = async (query, variables) => {
    const answer = await ask(query, variables);
    if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors, null, 2));
    return answer.data;
  };
  return { ...server, log, ask, data };
}
