import { describe, expect, test } from 'vitest';
import { serveFilledGraph } from './support.js';

const { service } = await serveFilledGraph();

interface Connection {
  readonly kind: string;
  readonly count: number;
  readonly anglesInDegrees: readonly number[];
  readonly distance: number;
  readonly partner: { readonly element: string };
}

interface Site {
  readonly element: string;
  readonly multiplicity: number;
  readonly distortion: { readonly csm: number | null };
  readonly connections: readonly Connection[];
}

/** All sites of the graph, which aggregates sum up. */
async function allSites(): Promise<Site[]> {
  const { crystals } = await service.data(`{ crystals(first: 100) { nodes { sites {
    element multiplicity distortion { csm }
    connections { kind count anglesInDegrees distance partner { element } }
  } } } }`);
  return crystals.nodes.flatMap(({ sites }: { sites: Site[] }) => sites);
}

function meanOf(values: readonly { readonly value: number; readonly weight: number }[]): number {
  const weights = values.reduce((sum, { weight }) => sum + weight, 0);
  return values.reduce((sum, { value, weight }) => sum + weight * value, 0) / weights;
}

describe('aggregates', () => {
  test('of sites count each as often as its orbit has sites', async () => {
    const { crystals } = await service.data(`{ crystals { sites(filter: { elements: ["Ti"] }) {
      count distribution(of: CSM) { count mean min max }
    } } }`);
    const titanium = (await allSites()).filter(({ element }) => element === 'Ti');
    const values = titanium.map(({ multiplicity, distortion }) => ({ value: distortion.csm!, weight: multiplicity }));
    expect(crystals.sites.count).toBe(titanium.reduce((sum, { multiplicity }) => sum + multiplicity, 0));
    expect(crystals.sites.distribution.mean).toBeCloseTo(meanOf(values), 10);
    expect(crystals.sites.distribution.min).toBe(Math.min(...values.map(({ value }) => value)));
    expect(crystals.sites.distribution.max).toBe(Math.max(...values.map(({ value }) => value)));
  });

  test.each([
    ['one end', 'from: { elements: ["Ti"] }'],
    ['both ends and a kind', 'from: { elements: ["Ti"] }, to: { elements: ["Ti", "Sr"] }, kind: [CORNER, EDGE]'],
    [
      'an end among other parts',
      'and: [{ to: { elements: ["Ti"] } }, { from: { csm: { max: 1 } } }], distance: { max: 4 }',
    ],
    ['an end and alternatives', 'from: { elements: ["Ti"] }, or: [{ kind: FACE }, { to: { elements: ["Ti"] } }]'],
  ])('of connections are the same for %s, whether sites or connections are gone through', async (_, filter) => {
    const figures =
      'count crystals groups(by: KIND) { keys aggregate { count } } distribution(of: ANGLE) { count mean }';
    // Twice not: what no end is asked to be in any case.
    const { crystals } = await service.data(`{ crystals(filter: { anyElements: ["Ti", "Mg"] }) {
      bySites: connections(filter: { ${filter} }) { ${figures} }
      byConnections: connections(filter: { not: { not: { ${filter} } } }) { ${figures} }
    } }`);
    expect(crystals.bySites.count).toBeGreaterThan(0);
    expect(crystals.bySites).toEqual(crystals.byConnections);
  });

  test('of connections count each once, though both ends see it', async () => {
    const { crystals } = await service.data(`{ crystals {
      corners: connections(filter: { kind: CORNER, from: { elements: ["Ti"] }, to: { elements: ["Ti"] } }) {
        count distribution(of: ANGLE) { count mean }
        histogram(of: ANGLE, bins: 18, min: 0, max: 180) { counts below above }
      }
      all: connections { count }
      oneWay: connections(filter: { from: { elements: ["Ti"] }, to: { elements: ["Sr"] } }) { count }
      otherWay: connections(filter: { from: { elements: ["Sr"] }, to: { elements: ["Ti"] } }) { count }
    } statistics { connections } }`);
    const seen = (await allSites())
      .filter(({ element }) => element === 'Ti')
      .flatMap(({ multiplicity, connections }) =>
        connections
          .filter(({ kind, partner }) => kind === 'CORNER' && partner.element === 'Ti')
          .flatMap(({ count, anglesInDegrees }) =>
            anglesInDegrees.map((value) => ({ value, weight: (multiplicity * count) / 2 })),
          ),
      );
    const { corners } = crystals;
    expect(corners.count).toBeCloseTo(
      seen.reduce((sum, { weight }) => sum + weight, 0),
      9,
    );
    expect(corners.distribution.mean).toBeCloseTo(meanOf(seen), 3);
    expect(corners.histogram.counts.reduce((sum: number, count: number) => sum + count, 0)).toBeCloseTo(
      corners.count,
      9,
    );
    expect(corners.histogram).toMatchObject({ below: 0, above: 0 });
    expect(crystals.all.count).toBe((await service.data('{ statistics { connections } }')).statistics.connections);
    expect(crystals.oneWay.count).toBeGreaterThan(0);
    expect(crystals.otherWay.count).toBe(crystals.oneWay.count);
  });

  test('are grouped by one or more properties', async () => {
    const { crystals } = await service.data(`{ crystals {
      aggregate { groups(by: [CRYSTAL_SYSTEM, ELEMENT_COUNT]) { keys aggregate { count crystals } } }
      nodes { spaceGroup { crystalSystem } elementCount }
    } }`);
    const counts = new Map<string, number>();
    for (const { spaceGroup, elementCount } of crystals.nodes) {
      const key = `${spaceGroup.crystalSystem} ${elementCount}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const groups = crystals.aggregate.groups as { keys: (string | number)[]; aggregate: { count: number } }[];
    for (const { keys } of groups) expect(keys.map((key) => typeof key)).toEqual(['string', 'number']);
    expect(new Map(groups.map(({ keys, aggregate }) => [keys.join(' '), aggregate.count]))).toEqual(counts);
    expect(groups.map(({ aggregate }) => aggregate.count)).toEqual(
      groups.map(({ aggregate }) => aggregate.count).toSorted((a, b) => b - a),
    );
  });

  test('have quantiles', async () => {
    const { crystals } = await service.data(`{ crystals(sort: { key: DENSITY }) {
      aggregate { quantiles(of: DENSITY, parts: [0, 0.5, 1]) { part value } }
      nodes { density }
    } }`);
    const densities = crystals.nodes.map(({ density }: { density: number }) => density);
    const median = densities[Math.ceil(densities.length / 2) - 1];
    expect(crystals.aggregate.quantiles.map(({ value }: { value: number }) => value)).toEqual([
      densities[0],
      median,
      densities.at(-1),
    ]);
  });

  test('have histograms of no width where all values lie beyond the end that is given', async () => {
    const { crystals } = await service.data(`{ crystals { totalCount aggregate {
      high: histogram(of: DENSITY, min: 100, bins: 2) { min max counts below above }
      low: histogram(of: DENSITY, max: -1, bins: 2) { min max counts below above }
    } } }`);
    const [below, above] = [crystals.totalCount, crystals.totalCount];
    expect(crystals.aggregate).toEqual({
      high: { min: 100, max: 100, counts: [0, 0], below, above: 0 },
      low: { min: -1, max: -1, counts: [0, 0], below: 0, above },
    });
  });

  test.each([
    ['aggregate { histogram(of: DENSITY, bins: 0) { counts } }', 'BAD_USER_INPUT'],
    ['aggregate { histogram(of: DENSITY, min: 2, max: 1) { counts } }', 'BAD_RANGE'],
    ['aggregate { quantiles(of: DENSITY, parts: [2]) { value } }', 'BAD_USER_INPUT'],
    ['aggregate { groups(by: []) { keys } }', 'BAD_USER_INPUT'],
    ['aggregate { groups(by: [ELEMENT, ELEMENT]) { keys } }', 'BAD_USER_INPUT'],
    ['aggregate { groups(by: [FORMULA, ELEMENT, DATASET, SPACE_GROUP]) { keys } }', 'BAD_USER_INPUT'],
  ])('refuse %s', async (field, code) => {
    const { data, errors } = await service.ask(`{ crystals { totalCount ${field} } }`);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([code]);
    expect(data.crystals.totalCount).toBeGreaterThan(0);
  });

  test('of a list cost the same, whatever the size of its page', async () => {
    const costOf = async (first: number) => {
      const figures = 'aggregate { groups(by: [CRYSTAL_SYSTEM]) { aggregate { quantiles(of: DENSITY) { value } } } }';
      const query = `{ motifs(first: 2) { nodes { crystals(first: ${first}) { ${figures} nodes { id } } } } }`;
      const response = await fetch(`${service.url}graphql?query=${encodeURIComponent(query)}`);
      return ((await response.json()) as { extensions: { cost: { expected: number } } }).extensions.cost.expected;
    };
    expect((await costOf(11)) - (await costOf(10))).toBe(4);
    expect(await costOf(1)).toBeGreaterThan(2 * 7 * 100);
    expect(await costOf(1)).toBeLessThan(2 * 10 * 100 + 1000);
  });
});

describe('the matrix of connections', () => {
  test('counts what the motifs of the graph say of each other', async () => {
    const { connectionMatrix } = await service.data(
      '{ connectionMatrix(first: 1000) { from to kind occurrences crystals } }',
    );
    for (const { from, to, kind, occurrences, crystals } of connectionMatrix) {
      const { motif } = await service.data(
        `{ motif(id: "${from}") { connectedTo(filter: { kind: [${kind}] }, first: 1000) { nodes { motifId occurrences crystalCount } } } }`,
      );
      expect(motif.connectedTo.nodes).toContainEqual({ motifId: to, occurrences, crystalCount: crystals });
    }
    expect(connectionMatrix.length).toBeGreaterThan(10);
  });

  test('has the crystals of both directions where a filter tells them apart', async () => {
    const { connectionMatrix } = await service.data(
      '{ connectionMatrix(by: ELEMENT, connections: { from: { csm: { max: 0.5 } } }) { from to kind crystals } }',
    );
    for (const { from, to, kind, crystals } of connectionMatrix) {
      const some = (one: string, other: string) =>
        `{ connections: { some: { kind: ${kind}, from: { csm: { max: 0.5 }, elements: ["${one}"] }, to: { elements: ["${other}"] } } } }`;
      const holders = await service.data(
        `{ crystals(filter: { or: [${some(from, to)}, ${some(to, from)}] }) { totalCount } }`,
      );
      expect({ from, to, kind, crystals }).toEqual({ from, to, kind, crystals: holders.crystals.totalCount });
    }
  });
});
