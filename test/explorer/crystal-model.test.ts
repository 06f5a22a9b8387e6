/** What the page of a crystal makes of the answer: nets, reasons, sums, connections. */
import { describe, expect, test } from 'vitest';
import { polyhedraOf, polyhedraText } from '../../explorer/src/address/polyhedra.js';
import { type Basis, contributionsOf, stepsOf } from '../../explorer/src/views/crystal/model/basis.js';
import { linksOf, placesOf } from '../../explorer/src/views/crystal/model/connection-graph.js';
import { placed } from '../../explorer/src/views/crystal/model/labels.js';
import { type Net, nameOf, orbitsOf, runsOnAs, tellingNets } from '../../explorer/src/views/crystal/model/nets.js';
import { reasonOf, tellingReasons } from '../../explorer/src/views/crystal/model/reasons.js';
import { sharedBy, sharingsOf, type Site, wyckoffMultiplicity } from '../../explorer/src/views/crystal/model/site.js';

type Connection = NonNullable<Site['connections']>[number];

function connection(kind: Connection['kind'], orbit: number, count: number, angle = 100): Connection {
  return { kind, count, distance: 3, anglesInDegrees: [angle], partner: { orbit } };
}

function site(orbit: number, element: string, motifId: string, connections: Connection[], charge = 3): Site {
  return {
    orbit,
    element,
    motifId,
    connections,
    oxidationState: charge,
    coordinationNumber: Number(motifId.split(':')[1]),
    multiplicity: 2,
    occupants: [{ element, fraction: 1 }],
  } as unknown as Site;
}

function net(part: Partial<Net>): Net {
  return {
    centres: ['Al'],
    motifId: null,
    isStrong: false,
    kind: 'EDGE',
    dimensionality: 3,
    components: 1,
    along: null,
    formula: 'AlO3',
    ...part,
  };
}

describe('nets', () => {
  test('have a name for the address, and words for how they run on', () => {
    expect(nameOf(net({ motifId: 'Al-O:6' }))).toBe('Al-O:6,edge');
    expect(nameOf(net({ isStrong: true, kind: 'CORNER' }))).toBe('corner');
    expect(nameOf(net({ centres: ['Al', 'Fe'] }))).toBe('Al+Fe,edge');
    expect(runsOnAs(net({}))).toBe('framework');
    expect(runsOnAs(net({ components: 2 }))).toBe('2 frameworks');
    expect(runsOnAs(net({ dimensionality: 2, along: [0, 0, 1] }))).toBe('sheets parallel to (001)');
    expect(runsOnAs(net({ dimensionality: 1, along: [0, 1, 0] }))).toBe('chains along b');
    expect(runsOnAs(net({ dimensionality: 1, along: [1, -1, 0] }))).toBe('chains along [1 −1 0]');
    expect(runsOnAs(net({ dimensionality: 0, formula: 'Al2O8' }))).toBe('pairs');
    expect(runsOnAs(net({ dimensionality: 0, formula: 'Al3O12' }))).toBe('clusters of 3');
  });

  test('that repeat others are left out', () => {
    const motif = net({ motifId: 'Al-O:6' });
    const nets = [
      net({}),
      net({ kind: 'ANY' }),
      motif,
      net({ kind: 'ANY', motifId: 'Al-O:6' }),
      net({ isStrong: true }),
    ];
    expect(tellingNets(nets)).toEqual([motif]);
    const other = net({ isStrong: true, kind: 'CORNER', formula: 'Al2SiO5', centres: ['Al', 'Si'] });
    expect(tellingNets([...nets, other])).toEqual([other, motif]);
  });

  test('hold the sites that are connected in their way; strong ones no weakly bound ones', () => {
    const sites = [
      site(0, 'Co', 'Co-O:6', [connection('EDGE', 0, 6), connection('EDGE', 1, 6)]),
      site(1, 'Li', 'Li-O:6', [connection('EDGE', 0, 6), connection('EDGE', 1, 6)], 1),
      site(2, 'Co', 'Co-T:4', []),
    ];
    const both = { centres: ['Co', 'Li'] };
    expect([...orbitsOf(net({ ...both, isStrong: true }), sites)]).toEqual([0]);
    expect([...orbitsOf(net(both), sites)]).toEqual([0, 1]);
    expect([...orbitsOf(net({ ...both, kind: 'FACE' }), sites)]).toEqual([]);
    expect([...orbitsOf(net({ motifId: 'Li-O:6' }), sites)]).toEqual([1]);
  });
});

describe('sites', () => {
  const aluminium = site(0, 'Al', 'Al-O:6', [
    connection('CORNER', 1, 2, 120),
    connection('EDGE', 0, 1, 95),
    connection('CORNER', 1, 2, 130),
    connection('EDGE', 0, 1, 98),
  ]);

  test('count as Wyckoff positions do, in the conventional cell', () => {
    expect(wyckoffMultiplicity(aluminium, 'Fd-3m')).toBe(8);
    expect(wyckoffMultiplicity(aluminium, 'R-3c')).toBe(6);
    expect(wyckoffMultiplicity(aluminium, 'Pnnm')).toBe(2);
  });

  test('have their connections by partner and kind', () => {
    expect(sharingsOf(aluminium)).toEqual([
      { kind: 'EDGE', partner: 0, count: 2, angles: [95, 98], distances: [3, 3] },
      { kind: 'CORNER', partner: 1, count: 4, angles: [120, 130], distances: [3, 3] },
    ]);
    expect(sharedBy(aluminium)).toEqual([
      ['EDGE', 2],
      ['CORNER', 4],
    ]);
  });

  test('are joined by one link for a kind, which knows both counts', () => {
    const sites = [aluminium, site(1, 'Ca', 'Ca-O:6', [connection('CORNER', 0, 8)])];
    expect(linksOf(sites)).toEqual([
      { kind: 'EDGE', from: 0, to: 0, count: 2, backCount: 2 },
      { kind: 'CORNER', from: 0, to: 1, count: 4, backCount: 8 },
    ]);
  });

  test('are placed so that a ring of links does not cross itself', () => {
    const ring = [0, 2, 4, 1, 3, 5];
    const sites = ring.toSorted().map((orbit) => {
      const next = ring[(ring.indexOf(orbit) + 1) % ring.length]!;
      return site(orbit, 'Si', 'Si-T:4', [connection('CORNER', next, 1)]);
    });
    const places = placesOf(sites, linksOf(sites), [200, 200]);
    const step = ring.map((orbit, index) => {
      const [one, other] = [places.get(orbit)!, places.get(ring[(index + 1) % ring.length]!)!];
      return Math.hypot(one.x - other.x, one.y - other.y);
    });
    // Neighbours on a circle of six stand one radius apart.
    for (const length of step) expect(length).toBeCloseTo(100);
  });
});

describe('texts in a drawing', () => {
  const wide = { text: 'ten corners', places: [0, 20].map((y) => ({ x: 0, y })) };

  test('take the first place that is free', () => {
    expect(placed([wide, { ...wide }], [])).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 20 },
    ]);
    expect(placed([wide], [{ x: 10, y: -5, size: 34 }])).toEqual([{ x: 0, y: 20 }]);
  });

  test('with one place keep it, and others give way', () => {
    const fixed = { text: '4', places: [{ x: 3, y: 1 }] };
    expect(placed([wide, fixed], [])).toEqual([
      { x: 0, y: 20 },
      { x: 3, y: 1 },
    ]);
  });
});

describe('what a prediction rests on', () => {
  const basis: Basis = {
    unit: 'eV',
    mean: 1,
    value: 4,
    contributions: [
      { by: 'ATOM', orbit: 0, element: 'Al', value: 0.5 },
      { by: 'MOTIF', orbit: 0, element: 'Al', value: -0.5 },
      { by: 'ATOM', orbit: 1, element: 'O', value: 1 },
      { by: 'ATOM', orbit: 2, element: 'O', value: 2 },
    ],
  };
  const sites = [site(0, 'Al', 'Al-O:6', [])];

  test('is summed over equal atoms, largest first', () => {
    expect(contributionsOf(basis, sites).map(({ key, value, orbits }) => [key, value, orbits])).toEqual([
      ['ATOM O', 3, [1, 2]],
      ['ATOM Al-O:6', 0.5, [0]],
      ['MOTIF Al-O:6', -0.5, [0]],
    ]);
  });

  test('still sums up where small parts are put together', () => {
    const parts = contributionsOf(basis, sites, 2);
    expect(parts.map(({ of }) => of)).toEqual(['ATOM', 'REST']);
    const { mean, parts: steps, whole } = stepsOf(basis, parts);
    expect(mean).toEqual({ from: 0, to: 1 });
    expect(steps.at(-1)!.to).toBe(whole.to);
  });
});

describe('reasons of likeness', () => {
  const nameShape = (geometry: string, several: boolean) => `${geometry}${several ? 's' : ''}`;
  const textOf = (feature: string) => {
    const reason = reasonOf(feature, nameShape);
    return reason === null
      ? null
      : [reason.geometry ?? reason.motifId, ...reason.words.map((word) => Object.values(word)[0])];
  };

  test('are read for people', () => {
    expect(textOf('O:6: 4 corner T:4 of another element')).toEqual(['O:6', '4 corners with T:4s']);
    expect(textOf('O:6: 1 edge O:6 of the same element')).toEqual(['O:6', '1 edge with O:6s of its element']);
    expect(textOf('T:4: 8 corner, 0 edge, 1 face')).toEqual(['T:4', '8 corners, 1 face shared']);
    expect(textOf('T:4 at -43m')).toEqual(['T:4', 'T:4s at ', '-43m']);
    expect(textOf('Al 3.0+')).toEqual([null, 'Al']);
    expect(textOf('Al-O:6')).toEqual(['Al-O:6']);
    expect(textOf('AB2C5, 3 cations to 5 others')).toEqual([null, 'AB2C5']);
    expect(textOf('mean octahedral CN_6')).toEqual([null, 'octahedral, CN 6']);
    expect(textOf('space group 58')).toEqual([null, 'space group 58']);
    expect(textOf('CN 4: 8 corner, 0 edge, 0 face')).toBeNull();
    expect(textOf('O:6: corner T:4 of another element')).toBeNull();
  });

  test('that say little give way to others', () => {
    const features = ['order parameters', 'O:6', '32 atoms', 'space group 58', '32 atoms'];
    expect(tellingReasons(features, nameShape, 3).map(({ words }) => words)).toEqual([
      [{ text: '32 atoms' }],
      [{ text: 'space group 58' }],
    ]);
    expect(tellingReasons(['order parameters'], nameShape, 3)).toHaveLength(1);
  });
});

test('polyhedra in an address are read back, and nonsense is left out', () => {
  const polyhedra = [
    { index: 12, image: [0, -1, 0] as const },
    { index: 3, image: [0, 0, 0] as const },
  ];
  expect(polyhedraText(polyhedra)).toBe('12@0,-1,0;3@0,0,0');
  expect(polyhedraOf(polyhedraText(polyhedra))).toEqual(polyhedra);
  expect(polyhedraOf('a@1;5@0,0')).toEqual([]);
  expect(polyhedraOf(null)).toEqual([]);
});
