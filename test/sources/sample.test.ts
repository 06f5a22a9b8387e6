import { describe, expect, it } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { symbolOf } from '../../src/crystal/elements.js';
import { volumeOf } from '../../src/crystal/lattice.js';
import { loadMoyo } from '../../src/crystal/moyo.js';
import { readStructures } from '../../src/crystal/read.js';
import { findSymmetry } from '../../src/crystal/symmetry.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { openSample, sampleDataset } from '../../src/sources/sample.js';
import { hallEntryOf, sampleCif } from '../../src/sources/sample-cif.js';
import {
  parseSampleTable,
  readSampleTable,
  type SampleEntry,
  type SampleSite,
} from '../../src/sources/sample-table.js';
import { bondValence } from '../oracles/bond-valence.js';
import { expand, liesOn, neighbours, separation } from './sample-crystal.js';

const { crystals } = readSampleTable();

/** Å. Carbonate groups have the shortest O–O edge (2.2), bonded pairs of cations (Mo–Mo, Li–Li in Li2O) come to 2.3. */
const CLOSEST = { anions: 2.15, cations: 2.3 };

/** Å³: bromellite BeO has the least (6.9), among these oxides, Cs2O the most (33). */
const VOLUME_PER_ATOM = { least: 6, most: 35 };

/**
 * Global instability index, valence units: the root mean square of bond-valence sum minus oxidation state over all atoms
 * of the cell. Most structures stay below 0.2, strained ones go beyond (I. D. Brown, Chem. Rev. 109, 6858 (2009)).
 */
const INSTABILITY = { usual: 0.25, strained: 0.55 };

/** Structures known to be strained, or whose parameters rest on few data: why, so that each is a decision. */
const STRAINED: Readonly<Record<string, string>> = {
  'strontia-SrO': 'six bonds stretched: the rock salt lattice holds oxygen apart',
  'baria-BaO': 'six bonds stretched: the rock salt lattice holds oxygen apart',
  'rock-salt-EuO': 'six bonds stretched: the rock salt lattice holds oxygen apart',
  'antifluorite-Na2O': 'four bonds stretched: sodium ions repel each other over short distances',
  'antifluorite-K2O': 'four bonds stretched: potassium ions repel each other over short distances',
  'caesium-oxide-Cs2O': 'three bonds stretched: caesium has three neighbours on one side',
  'perovskite-KTaO3': 'potassium is compressed in a lattice that tantalum and oxygen set',
  'perovskite-BaTiO3': 'barium is compressed, titanium has too much room and leaves the centre: a ferroelectric',
  'lanthana-La2O3': 'oxygen in an octahedron of lanthanum, with stretched bonds',
  'neodymia-Nd2O3': 'oxygen in an octahedron of neodymium, with stretched bonds',
  'ceria-Ce2O3': 'oxygen in an octahedron of cerium, with stretched bonds',
  'cuprite-Ag2O': 'silver ions attract each other across the bonds',
  'rutile-IrO2': 'parameters of Ir4+ from few data',
  'rhenium-trioxide-ReO3': 'a metal; parameters interpolated between Re5+ and Re7+',
  'beta-quartz-SiO2': 'oxygen is disordered around the mean position, which shortens the bonds',
};

function siteOf(entry: SampleEntry, label: string): SampleSite {
  const site = entry.sites.find((candidate) => candidate.label === label);
  if (!site) throw new Error(`${entry.id} has no site ${label}`);
  return site;
}

function read(entry: SampleEntry): Crystal {
  const [result] = readStructures(sampleCif(entry), { file: `sample/${entry.id}.cif` });
  if (!result?.ok) throw new Error(result?.refusal.message);
  expect(result.warnings).toEqual([]);
  return result.crystal;
}

/** `rutile-TiO2`: Ti 1, O 2. */
function formulaOf({ id }: SampleEntry): ReadonlyMap<string, number> {
  const formula = id.slice(id.lastIndexOf('-') + 1);
  return new Map(
    [...formula.matchAll(/([A-Z][a-z]?)(\d*)/g)].map(([, symbol, count]) => [symbol!, Number(count || 1)]),
  );
}

describe('the table', () => {
  it('holds well over a hundred crystals, each once', () => {
    expect(crystals.length).toBeGreaterThan(120);
    expect(new Set(crystals.map(({ id }) => id)).size).toBe(crystals.length);
    const bySites = crystals.map(({ cell, sites }) => JSON.stringify([cell, sites]));
    expect(new Set(bySites).size).toBe(crystals.length);
  });

  it('names strained structures that are there', () => {
    const ids = crystals.map(({ id }) => id);
    expect(Object.keys(STRAINED).filter((id) => !ids.includes(id))).toEqual([]);
  });

  const entry = {
    id: 'rutile-TiO2',
    name: 'rutile',
    spaceGroup: { number: 136, setting: '', symbol: 'P 4_2/m n m' },
    cell: [4.5937, 4.5937, 2.9587, 90, 90, 90],
    formulaUnits: 2,
    sites: ['Ti Ti4+ 2a 0 0 0 O:6', 'O O2- 4f 0.3048 0.3048 0'],
    reference: 'C. J. Howard, Acta Cryst. B 47, 462 (1991)',
  };
  const tableWith = (changes: object) =>
    JSON.stringify({ name: 'sample', version: '1', crystals: [{ ...entry, ...changes }] });

  it('is read with fractions and expected motifs', () => {
    const [rutile] = parseSampleTable(tableWith({ sites: ['Ti1 Ti2.5+ 2a 0 -1/3 0.25 O:6'] })).crystals;
    expect(rutile!.sites).toEqual([
      {
        label: 'Ti1',
        element: 'Ti',
        oxidationState: 2.5,
        multiplicity: 2,
        wyckoff: 'a',
        position: [0, -1 / 3, 0.25],
        geometry: 'O:6',
      },
    ]);
  });

  it.each([
    ['an ion without charge', 'Ti Ti 2a 0 0 0'],
    ['a Wyckoff position without letter', 'Ti Ti4+ 2 0 0 0'],
    ['a missing coordinate', 'Ti Ti4+ 2a 0 0'],
    ['a coordinate that is no number', 'Ti Ti4+ 2a 0 0 1/0'],
    ['words too many', 'Ti Ti4+ 2a 0 0 0 O:6 T:4'],
    ['a label that is no element', '1Ti Ti4+ 2a 0 0 0'],
  ])('refuses a site with %s', (_, site) => {
    expect(() => parseSampleTable(tableWith({ sites: [site] }))).toThrow(`is not \\"label ion Wyckoff x y z`);
  });

  it.each([
    ['a cell of five numbers', { cell: [1, 2, 3, 90, 90] }, 'cell'],
    ['a negative length', { cell: [-1, 2, 3, 90, 90, 90] }, 'cell'],
    ['an angle of 180°', { cell: [1, 2, 3, 90, 90, 180] }, 'cell'],
    ['space group 231', { spaceGroup: { ...entry.spaceGroup, number: 231 } }, 'spaceGroup'],
    ['no reference', { reference: '' }, 'reference'],
    ['a reference that would end a line of CIF', { reference: 'A\n;\nB' }, 'reference'],
    ['an apostrophe in the name', { name: "T' type" }, 'name'],
    ['an id without formula', { id: 'rutile' }, 'id'],
    ['a field that it does not know', { density: 4.25 }, 'density'],
  ])('refuses %s', (_, changes, field) => {
    expect(() => parseSampleTable(tableWith(changes))).toThrow(field);
  });

  it('refuses a setting that the space group does not have', () => {
    const [rutile] = parseSampleTable(tableWith({ spaceGroup: { ...entry.spaceGroup, setting: '2' } })).crystals;
    expect(() => sampleCif(rutile!)).toThrow('rutile-TiO2: space group 136 has no setting "2", only ""');
  });
});

describe.each(crystals.map((entry) => [entry.id, entry] as const))('%s', (id, entry) => {
  const cell = expand(entry);
  const orbitOf = (site: SampleSite) => cell.atoms.filter((atom) => atom.site === site);

  it('is neutral, with Z formula units in its cell', () => {
    const counts = new Map<string, number>();
    for (const { site } of cell.atoms) counts.set(site.element, (counts.get(site.element) ?? 0) + 1);
    const expected = [...formulaOf(entry)].map(([symbol, count]) => [symbol, count * entry.formulaUnits]);
    expect(new Map([...counts].sort())).toEqual(new Map(expected.sort() as [string, number][]));
    expect(cell.atoms.reduce((sum, { site }) => sum + site.oxidationState, 0)).toBeCloseTo(0, 6);
  });

  it('has its sites on the stated Wyckoff positions', () => {
    const hall = hallEntryOf(entry);
    expect([hall.hm_short, hall.hm_full]).toContain(entry.spaceGroup.symbol);
    const positions = loadMoyo().wyckoff_positions(hall.hall_number);
    for (const site of entry.sites) {
      const position = positions.find(({ letter }) => letter === site.wyckoff);
      expect([site.label, position?.multiplicity, orbitOf(site).length]).toEqual([
        site.label,
        site.multiplicity,
        site.multiplicity,
      ]);
      expect([site.label, liesOn(position!.coordinates, orbitOf(site))]).toEqual([site.label, true]);
    }
  });

  it('is read as that crystal, and its space group is found again', () => {
    const crystal = read(entry);
    expect(crystal.id).toBe(id);
    expect(crystal.labels.length).toBe(cell.atoms.length);
    const left = new Set(cell.atoms);
    crystal.atomicNumbers.forEach((z, site) => {
      const position = [...crystal.fractional.subarray(3 * site, 3 * site + 3)];
      const atom = [...left].find((candidate) => separation(cell.lattice, position, candidate.position) < 1e-3);
      expect([symbolOf(z), crystal.oxidationStates?.[site]]).toEqual([atom?.site.element, atom?.site.oxidationState]);
      left.delete(atom!);
    });
    const found = findSymmetry(crystal);
    expect(found.ok && found.symmetry.spaceGroup.number).toBe(entry.spaceGroup.number);
  });

  it('is as dense as oxides are, without atoms too close', () => {
    const volumePerAtom = volumeOf(cell.lattice) / cell.atoms.length;
    expect(volumePerAtom).toBeGreaterThan(VOLUME_PER_ATOM.least);
    expect(volumePerAtom).toBeLessThan(VOLUME_PER_ATOM.most);
    for (const site of entry.sites) {
      const kind = site.oxidationState < 0 ? 'anions' : 'cations';
      const alike = neighbours(cell, orbitOf(site)[0]!, 4).find(
        (other) => Math.sign(other.site.oxidationState) === Math.sign(site.oxidationState),
      );
      if (alike) expect([site.label, alike.distance > CLOSEST[kind]]).toEqual([site.label, true]);
    }
  });

  it('has bond-valence sums near the oxidation states', () => {
    let squares = 0;
    for (const site of entry.sites) {
      const sum = neighbours(cell, orbitOf(site)[0]!, 3.6).reduce((total, { site: other, distance }) => {
        if (Math.sign(other.oxidationState) === Math.sign(site.oxidationState)) return total;
        const cation = site.oxidationState > 0 ? site : other;
        return total + bondValence(cation.element, cation.oxidationState, distance);
      }, 0);
      const expected = Math.abs(site.oxidationState);
      squares += site.multiplicity * (sum - expected) ** 2;
      const tolerance = id in STRAINED ? 0.8 : 0.25 + 0.15 * expected;
      expect(Math.abs(sum - expected), `${site.label}: ${sum.toFixed(2)}`).toBeLessThan(tolerance);
    }
    const instability = Math.sqrt(squares / cell.atoms.length);
    if (id in STRAINED) {
      expect(instability).toBeGreaterThan(INSTABILITY.usual);
      expect(instability).toBeLessThan(INSTABILITY.strained);
    } else {
      expect(instability).toBeLessThan(INSTABILITY.usual);
    }
  });

  it('has the motifs that it is known for', () => {
    const result = analyzeMotifs(read(entry));
    if (!result.ok) throw new Error(result.refusal.message);
    const { sites, ionAssignment, warnings } = result.analysis;
    expect(ionAssignment).toBe('given');
    expect(warnings).toEqual([]);
    const { labels } = read(entry);
    const cations = cell.atoms.filter(({ site }) => site.oxidationState > 0);
    expect(sites.length).toBe(cations.length);
    for (const motif of sites) {
      const { label, geometry } = siteOf(entry, labels[motif.site]!);
      if (geometry !== undefined) expect([label, motif.geometry]).toEqual([label, geometry]);
    }
  });
});

describe('openSample', () => {
  it('gives the files of the table, in its order, with the publication in the place of the folder', async () => {
    const files = [];
    for await (const file of openSample()) files.push(file);
    expect(files.map(({ id }) => id)).toEqual(crystals.map(({ id }) => id));
    expect(files[0]!.file).toBe(`${crystals[0]!.reference}/${crystals[0]!.id}.cif`);
    const bytes = files.reduce((sum, { content }) => sum + content.byteLength, 0);
    expect(files.at(-1)!.position).toBe(bytes);
    const [rutile] = readStructures(files[0]!.content, { file: files[0]!.file });
    expect(rutile!.ok && rutile!.crystal.id).toBe('rutile-TiO2');
  });

  it('names the data set with its version', () => {
    expect(sampleDataset()).toMatch(/^motifgraph-sample \d+$/);
  });
});
