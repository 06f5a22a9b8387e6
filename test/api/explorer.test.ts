/** What the views of a graphical explorer ask: each is one request, valid, and not empty. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embed } from '../../src/pipeline/embed.js';
import { REPRESENTATION_SETTINGS } from '../../src/representation/representation.js';
import { shippedRepresentation } from '../../src/representation/representation-file.js';
import { type OpenGraph, openFilledGraph, type Service, serve } from './support.js';

let graph: OpenGraph;
let service: Service;

beforeAll(async () => {
  graph = await openFilledGraph();
  await embed({
    store: graph.store,
    settings: REPRESENTATION_SETTINGS,
    representation: await shippedRepresentation(),
  });
  service = await serve(graph.store);
});
afterAll(async () => {
  await service.close();
  await graph.close();
});

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);

test('home: totals, facets, and the histogram of gaps', async () => {
  const { statistics, crystals } = await service.data(`{
    statistics {
      crystals motifs motifSites connections
      g: counts(by: GEOMETRY) { value label crystals }
      e: counts(by: CENTRE_ELEMENT) { value crystals }
      k: counts(by: CONNECTION_KIND) { value crystals }
      s: counts(by: CRYSTAL_SYSTEM) { value crystals }
    }
    crystals { aggregate { count histogram(of: BAND_GAP, bins: 40) { min max counts } } }
  }`);
  for (const facet of ['g', 'e', 'k', 's']) expect(statistics[facet].length, facet).toBeGreaterThan(1);
  expect(sum(crystals.aggregate.histogram.counts)).toBeGreaterThan(1);
});

test('a motif: histograms of its measure, bond lengths and angles, narrowed down by a brush over one of them', async () => {
  const view = `query ($brush: FloatRange) {
    motif(id: "Ti-O:6") {
      crystalCount siteCount statistics { csm { mean } bondLength { mean } }
      similarMotifs { hits { motifId score } }
    }
    crystals(filter: { motifs: ["Ti-O:6"] }) {
      sites(filter: { motifs: ["Ti-O:6"], bondLengthMean: $brush }) {
        count
        csm: histogram(of: CSM, bins: 30) { min max counts }
        lengths: histogram(of: BOND_LENGTH_MEAN, bins: 30) { min max counts }
      }
      connections(filter: { from: { motifs: ["Ti-O:6"], bondLengthMean: $brush } }) {
        groups(by: [KIND]) { keys aggregate { count histogram(of: ANGLE, bins: 30) { min max counts } } }
      }
    }
  }`;
  const { motif, crystals } = await service.data(view);
  expect(motif.siteCount).toBe(crystals.sites.count);
  expect(sum(crystals.sites.csm.counts)).toBe(motif.siteCount);
  expect(sum(crystals.sites.lengths.counts)).toBe(motif.siteCount);
  expect(crystals.connections.groups.length).toBeGreaterThan(1);
  for (const { aggregate } of crystals.connections.groups) expect(sum(aggregate.histogram.counts)).toBeGreaterThan(0);
  const brushed = await service.data(view, { brush: { min: crystals.sites.lengths.min, max: 1.955 } });
  expect(brushed.crystals.sites.count).toBeGreaterThan(0);
  expect(brushed.crystals.sites.count).toBeLessThan(crystals.sites.count);
});

test('the map: every point with what it is coloured and picked by', async () => {
  const { crystalMap } = await service.data(`{
    crystalMap {
      totalCount clusters { cluster size geometry } quality { silhouette }
      columns {
        crystalId formula anonymousFormula spaceGroupNumber x y cluster geometry element bandGap metalProbability motifIds motifs
      }
    }
  }`);
  expect(crystalMap.columns.crystalId).toHaveLength(crystalMap.totalCount);
  expect(crystalMap.columns.motifs.flat().length).toBeGreaterThanOrEqual(crystalMap.totalCount);
  expect(crystalMap.columns.bandGap.some((gap: number | null) => gap !== null)).toBe(true);
});

test('the matrix of which motifs connect to which', async () => {
  const { connectionMatrix } = await service.data(
    '{ connectionMatrix(by: MOTIF, first: 500) { from to kind occurrences crystals } }',
  );
  expect(connectionMatrix.length).toBeGreaterThan(5);
});
