import { describe, expect, it } from 'vitest';
import { crystalMotifsOf } from '../../src/graph/crystal-motifs.js';
import type { CrystalRecord } from '../../src/graph/model.js';
import type { MotifId } from '../../src/motif/motif-type.js';
import { chemicalDistance, periodicPlaceOf } from '../../src/representation/chemistry.js';
import { chemistryFeatures, fingerprintVector, frameworkFeatures } from '../../src/representation/crystal-features.js';
import { environmentsOf } from '../../src/representation/environments.js';
import { LatentSpace } from '../../src/representation/latent-space.js';
import { analysedSample } from '../graph/analysed.js';

const crystals = new Map(
  (await analysedSample(['rutile-TiO2', 'cassiterite-SnO2', 'spinel-MgAl2O4', 'periclase-MgO', 'anatase-TiO2'])).map(
    (record) => [record.crystal.id, crystalMotifsOf(record)],
  ),
);
const of = (id: string) => crystals.get(id)!;

describe('the environments of a motif', () => {
  it('by connections are kind, shape and number of the partners of a site', () => {
    // An octahedron of rutile shares 2 edges along c and 8 corners.
    expect(environmentsOf(of('rutile-TiO2'), 'connections').get('Ti-O:6')?.toSorted()).toEqual([
      '2 edge O:6',
      '8 corner O:6',
      '8 corner, 2 edge, 0 face',
    ]);
    const spinel = environmentsOf(of('spinel-MgAl2O4'), 'connections');
    expect(spinel.get('Mg-T:4')?.toSorted()).toEqual(['12 corner O:6', '12 corner, 0 edge, 0 face']);
    expect(spinel.get('Al-O:6')?.toSorted()).toEqual(['6 corner T:4', '6 corner, 6 edge, 0 face', '6 edge O:6']);
  });

  it('by crystal are the set of its other motifs', () => {
    expect(environmentsOf(of('spinel-MgAl2O4'), 'crystal')).toEqual(
      new Map([
        ['Al-O:6', ['with Mg-T:4']],
        ['Mg-T:4', ['with Al-O:6']],
      ]),
    );
  });
});

describe('the features of a crystal', () => {
  it('of its framework are the same whatever the elements, but for how regular the shapes are', () => {
    const isOrder = ([name]: [string, number]) => / CN_\d+$/.test(name);
    const [rutile, cassiterite, anatase] = ['rutile-TiO2', 'cassiterite-SnO2', 'anatase-TiO2'].map((id) => [
      ...frameworkFeatures(of(id)),
    ]);
    const kinds = (features: [string, number][]) => features.filter((feature) => !isOrder(feature));
    expect(kinds(cassiterite!)).toEqual(kinds(rutile!));
    expect(kinds(anatase!)).not.toEqual(kinds(rutile!));
    const orders = new Map(rutile!.filter(isOrder));
    expect(orders.get('mean octahedral CN_6')).toBeGreaterThan(2);
    expect(orders.has('deviation of octahedral CN_6')).toBe(false);
    for (const [name, amount] of cassiterite!.filter(isOrder)) {
      expect(Math.abs(amount - (orders.get(name) ?? 0)), name).toBeLessThan(0.5);
    }
  });

  it('of its framework are shapes and coordination numbers with their connections, and the prototype', () => {
    const features = frameworkFeatures(of('spinel-MgAl2O4'));
    expect(features.get('O:6')).toBeCloseTo(2 / 3);
    expect(features.get('CN 6')).toBeCloseTo(2 / 3);
    expect(features.get('O:6: 6 edge O:6 of the same element')).toBeCloseTo(2 / 3);
    expect(features.get('CN 4: 12 corner CN 6 of another element')).toBeCloseTo(1 / 3);
    expect(features.get('T:4 at -43m')).toBeCloseTo(1 / 3);
    expect(features.get('AB2C4, 3 cations to 4 others')).toBe(features.get('14 atoms'));
    expect(features.get('14 atoms')).toBeGreaterThan(features.get('space group 227')!);
  });

  it('of its framework tell orderings of cations and of ligands apart', () => {
    const rutile = of('rutile-TiO2');
    const [site] = rutile.sites as [(typeof rutile.sites)[number]];
    const halves = (element: string) =>
      frameworkFeatures({
        ...rutile,
        sites: [
          { ...site, multiplicity: 1 },
          { ...site, multiplicity: 1, element },
        ],
        connections: [
          { from: 0, to: 1, kind: 'corner', count: 8 },
          { from: 1, to: 0, kind: 'corner', count: 8 },
        ],
      });
    expect(halves('Ti').get('O:6: 8 corner O:6 of the same element')).toBeCloseTo(1);
    expect(halves('Sn').get('O:6: 8 corner O:6 of another element')).toBeCloseTo(1);
    const oxyfluoride = frameworkFeatures({ ...rutile, sites: [{ ...site, ligandNumbers: [4, 2] }] });
    expect(oxyfluoride.get('O:6 of 4+2 ligands')).toBeCloseTo(1);
    expect([...frameworkFeatures(rutile).keys()].filter((feature) => feature.endsWith('ligands'))).toEqual([]);
  });

  it('count the ligands of each element', async () => {
    const [record] = (await analysedSample(['rutile-TiO2'])) as [CrystalRecord];
    const named = (id: string | null) =>
      crystalMotifsOf({ ...record, sites: [{ ...record.sites[0]!, motifId: id as MotifId | null }] }).sites[0]!
        .ligandNumbers;
    expect(named('Ti-O:6')).toEqual([6]);
    expect(named('Ti-O:6[F6]')).toEqual([6]);
    expect(named('Ti-O:6[F2O4]')).toEqual([4, 2]);
    expect(named('Ti-O:6[BrFO4]')).toEqual([4, 1, 1]);
    expect(named(null)).toEqual([]);
  });

  it('of its chemistry are the same whatever the framework', () => {
    expect(chemistryFeatures(of('anatase-TiO2'))).toEqual(chemistryFeatures(of('rutile-TiO2')));
    expect(chemistryFeatures(of('cassiterite-SnO2'))).not.toEqual(chemistryFeatures(of('rutile-TiO2')));
  });

  it('of its sites are means and deviations of order parameters', () => {
    const site = { ...of('periclase-MgO').sites[0]!, multiplicity: 1 };
    const other = { ...site, multiplicity: 3, fingerprint: site.fingerprint.map(() => 0) };
    const vector = fingerprintVector([site, other])!;
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    // A quarter of the sites has p, the rest 0: mean p/4, deviation p·√3/4.
    const i = site.fingerprint.findIndex((value) => value > 0.1);
    expect(vector[site.fingerprint.length + i]! / vector[i]!).toBeCloseTo(Math.sqrt(3), 5);
    expect(fingerprintVector([{ ...site, fingerprint: [] }])).toBeNull();
  });
});

describe('chemical similarity', () => {
  it('knows the places of the elements', () => {
    const places = {
      H: [1, 1],
      He: [1, 18],
      Al: [3, 13],
      Sc: [4, 3],
      Zn: [4, 12],
      Ga: [4, 13],
      Lu: [6, 3],
      La: [6, 3],
    };
    for (const [symbol, [period, group]] of Object.entries({
      ...places,
      Hf: [6, 4],
      Pb: [6, 14],
      U: [7, 3],
      Eu: [6, 3],
    })) {
      expect([symbol, periodicPlaceOf(symbol)]).toEqual([symbol, { period, group }]);
    }
    expect(() => periodicPlaceOf('Xx')).toThrow('Xx is not an element');
  });

  it('puts neighbours before strangers', () => {
    expect(chemicalDistance('Ti', 'Ti')).toBe(0);
    expect(chemicalDistance('Y', 'Ho')).toBeLessThan(chemicalDistance('Y', 'Al'));
    expect(chemicalDistance('Ti', 'Zr')).toBeLessThan(chemicalDistance('Ti', 'Si'));
    expect(chemicalDistance('Mg', 'Zn')).toBe(chemicalDistance('Zn', 'Mg'));
  });
});

describe('a latent space', () => {
  const things = [
    new Map([
      ['a', 4],
      ['b', 1],
    ]),
    new Map([
      ['a', 4],
      ['b', 2],
    ]),
    new Map([
      ['c', 1],
      ['d', 9],
    ]),
    new Map([
      ['c', 2],
      ['d', 9],
    ]),
  ];
  const space = LatentSpace.learn(things, { dimensions: 4, leastThings: 2, seed: 1 });
  const cosine = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);

  it('brings like things together and keeps others apart', () => {
    const [one, two, three] = things.map((thing) => space.vectorOf(thing)!);
    expect(cosine(one!, two!)).toBeGreaterThan(0.95);
    expect(cosine(one!, three!)).toBeCloseTo(0, 5);
  });

  it('says what two things share', () => {
    const shared = space.shared(things[0]!, things[1]!);
    expect(shared.map(({ feature }) => feature)).toEqual(['a', 'b']);
    // The parts of a thing and itself are all there is.
    expect(space.shared(things[0]!, things[0]!).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(space.shared(things[0]!, things[2]!)).toEqual([]);
  });

  it('has no vector for what it knows nothing of', () => {
    expect(space.vectorOf(new Map([['z', 1]]))).toBeNull();
  });
});
