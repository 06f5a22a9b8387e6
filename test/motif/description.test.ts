import { describe, expect, it } from 'vitest';
import { describe as describeStructure } from '../../src/motif/description/describe.js';
import {
  ionText,
  list,
  plural,
  rangeWords,
  shapeWords,
  spaceGroupText,
  spanText,
  withSubscripts,
} from '../../src/motif/description/words.js';
import { geometries } from '../../src/motif/geometries.js';
import { analysedCrystals } from '../sources/analysed-sample.js';
import { analysisOf, crystals, supercell } from './crystals.js';

const sample = new Map<string, string>();
for (const { crystal, analysis } of await analysedCrystals()) sample.set(crystal.id, describeStructure(analysis));

describe('the description', () => {
  it.each([
    [
      'rutile-TiO2',
      'TiO₂ is tetragonal (space group P4₂/mnm). It has the rutile structure; it is the mineral rutile. Ti⁴⁺ is in TiO₆ octahedra (Ti–O 1.95–1.98 Å). Each TiO₆ octahedron shares edges with two others (in chains along c) and corners with eight (joining the chains into a framework, Ti–O–Ti 131°). Each O belongs to three TiO₆ octahedra.',
    ],
    [
      'corundum-Al2O3',
      'Al₂O₃ is trigonal (space group R-3c). It has the corundum structure; it is the mineral corundum. Al³⁺ is in AlO₆ octahedra (Al–O 1.85–1.97 Å). Each AlO₆ octahedron shares a face with one other (in pairs), edges with three (joining the pairs into a framework) and corners with nine (Al–O–Al 120–132°). Each O belongs to four AlO₆ octahedra.',
    ],
    [
      'alpha-quartz-SiO2',
      'SiO₂ is trigonal (space group P3₂21). It has the quartz (low) structure; it is the mineral quartz. Si⁴⁺ is in SiO₄ tetrahedra (Si–O 1.60–1.61 Å). Each SiO₄ tetrahedron shares corners with four others (in a framework, Si–O–Si 144°). Each O belongs to two SiO₄ tetrahedra.',
    ],
    [
      'perovskite-SrTiO3',
      'SrTiO₃ is cubic (space group Pm-3m). It has the perovskite structure; it is the mineral tausonite. Ti⁴⁺ is in TiO₆ octahedra (Ti–O 1.95 Å) and Sr²⁺ in SrO₁₂ cuboctahedra (Sr–O 2.76 Å). Each TiO₆ octahedron shares corners with six others (in a framework, Ti–O–Ti 180°). It also shares faces with eight SrO₁₂ cuboctahedra. Each SrO₁₂ cuboctahedron shares faces with six others (in a framework) and corners with twelve (Sr–O–Sr 180°). Each O belongs to two TiO₆ octahedra and four SrO₁₂ cuboctahedra.',
    ],
    [
      'spinel-MgAl2O4',
      'MgAl₂O₄ is cubic (space group Fd-3m). It has the spinel structure; it is the mineral spinel. Mg²⁺ is in MgO₄ tetrahedra (Mg–O 1.92 Å) and Al³⁺ in AlO₆ octahedra (Al–O 1.93 Å). MgO₄ tetrahedra share no ligands with each other; each shares corners with twelve AlO₆ octahedra. Each AlO₆ octahedron shares edges with six others (in a framework). Each O belongs to one MgO₄ tetrahedron and three AlO₆ octahedra.',
    ],
    [
      'garnet-Y3Al5O12',
      'Y₃Al₅O₁₂ is cubic (space group Ia-3d). It has the garnet structure. Al³⁺ is in AlO₄ tetrahedra (Al–O 1.76 Å) and AlO₆ octahedra (Al–O 1.94 Å), and Y³⁺ in distorted YO₈ cubes (Y–O 2.30–2.43 Å). AlO₄ tetrahedra share no ligands with each other; each shares corners with four AlO₆ octahedra, and edges with two and corners with four YO₈ cubes. AlO₆ octahedra share no ligands with each other; each shares edges with six YO₈ cubes. Each YO₈ cube shares edges with four others (in two interpenetrating frameworks). Each O belongs to one AlO₄ tetrahedron, one AlO₆ octahedron and two YO₈ cubes.',
    ],
    [
      'delafossite-CuFeO2',
      'CuFeO₂ is trigonal (space group R-3m). It has the delafossite structure; it is the mineral delafossite. Cu⁺ is in linear CuO₂ units (Cu–O 1.83 Å) and Fe³⁺ in FeO₆ octahedra (Fe–O 2.03 Å). Linear CuO₂ units share no ligands with each other; each shares corners with six FeO₆ octahedra. Each FeO₆ octahedron shares edges with six others (in sheets parallel to (001)). Together they form a framework. Each O belongs to one linear CuO₂ unit and three FeO₆ octahedra.',
    ],
    [
      'cuprite-Cu2O',
      'Cu₂O is cubic (space group Pn-3m). It has the cuprite structure; it is the mineral cuprite. Cu⁺ is in linear CuO₂ units (Cu–O 1.85 Å). Each linear CuO₂ unit shares corners with six others (in two interpenetrating frameworks, Cu–O–Cu 109°). Each O belongs to four linear CuO₂ units.',
    ],
  ])('of %s', (id, expected) => {
    expect(sample.get(id)).toBe(expected);
  });

  it.each([
    [
      'molybdenite',
      'MoS₂ is hexagonal (space group P6₃/mmc). It has the molybdenite (2H) structure; it is the mineral molybdenite. Mo⁴⁺ is in MoS₆ trigonal prisms (Mo–S 2.42 Å). Each MoS₆ trigonal prism shares edges with six others (in sheets parallel to (001)). It is layered: the sheets share no ligands. Each S belongs to three MoS₆ trigonal prisms.',
    ],
    [
      'matlockite',
      'PbFCl is tetragonal (space group P4/nmm). It has the matlockite structure; it is the mineral matlockite. Pb²⁺ is in distorted PbCl₅F₄ tricapped trigonal prisms (Pb–Cl 3.09–3.21 Å, Pb–F 2.54 Å). Which anions are ligands of Pb is a matter of choice. Each PbCl₅F₄ tricapped trigonal prism shares faces with four others (in sheets parallel to (001)), edges with eight (joining the sheets into a framework) and corners with four. Each F belongs to four PbCl₅F₄ tricapped trigonal prisms. Each Cl belongs to five PbCl₅F₄ tricapped trigonal prisms.',
    ],
  ] as const)('of %s', (name, expected) => {
    expect(describeStructure(analysisOf(crystals[name]))).toBe(expected);
  });

  it('is whole sentences, whatever the crystal', () => {
    for (const [id, text] of sample) {
      expect(text, id).toMatch(/^\p{Lu}.*\.$/u);
      expect(text, id).not.toMatch(/undefined|null|NaN|Infinity| {2}|\(\)|,,|\bno\b (?!ligands|two)/);
      for (const sentence of text.split(/(?<=\.) /)) expect(sentence, id).toMatch(/^[\p{Lu}].* .*[.]$/u);
    }
    expect(sample.size).toBeGreaterThan(150);
  });

  it('is that of the crystal, not of its cell', () => {
    for (const name of ['rutile', 'molybdenite', 'zircon', 'cuprite'] as const) {
      expect(describeStructure(analysisOf(supercell(crystals[name], [1, 1, 2])))).toBe(
        describeStructure(analysisOf(crystals[name])),
      );
    }
  });

  it('tells polyhedra that share nothing', () => {
    const alone = describeStructure({ ...analysisOf(crystals.rutile), connections: [] });
    expect(alone).toContain('TiO₆ octahedra share no ligands.');
  });

  it('tells cations without ligands', () => {
    const analysis = analysisOf(crystals.perovskite);
    const without = (element: string) => ({
      ...analysis,
      connections: [],
      sites: analysis.sites.map((site) => (site.element === element ? { ...site, ligands: [] } : site)),
    });
    expect(describeStructure(without('Sr'))).toContain('No anion is close enough to be a ligand of Sr.');
  });
});

describe('the description of anions that belong to no polyhedron', () => {
  const perovskite = analysisOf(crystals.perovskite);
  const withLigands = (keeps: (site: number) => boolean) =>
    describeStructure({
      ...perovskite,
      connections: [],
      sites: perovskite.sites.map((site) => ({
        ...site,
        ligands: site.ligands.filter((ligand) => keeps(ligand.site)),
      })),
    });

  it('does not count them in', () => {
    const [first] = perovskite.sites[0]!.ligands;
    expect(withLigands((site) => site !== first!.site)).toContain('Not every O belongs to a polyhedron.');
  });

  it('names them where it is all of an element', () => {
    const text = describeStructure({
      ...perovskite,
      connections: [],
      sites: perovskite.sites.map((site) => ({ ...site, ligands: [] })),
    });
    expect(text).toContain('O belongs to no polyhedron.');
  });
});

describe('words', () => {
  it('has one for every geometry that a site can have, which is its name or a part of it', () => {
    const plain = (text: string) => text.toLowerCase().replaceAll('-', ' ');
    for (const { symbol, name, unused } of geometries) {
      if (unused !== undefined) continue;
      const { adjective, noun } = shapeWords(symbol);
      expect(noun, symbol).not.toBe('polyhedron');
      expect(plain(name), symbol).toContain(plain(adjective ?? noun));
    }
    expect(shapeWords(null).noun).toBe('polyhedron');
  });

  it('counts', () => {
    expect([
      rangeWords(2, 2),
      rangeWords(0, 1),
      rangeWords(0, 3),
      rangeWords(2, 3),
      rangeWords(2, 4),
      rangeWords(14, 14),
    ]).toEqual(['two', 'at most one', 'up to three', 'two or three', 'two to four', '14']);
  });

  it('tells charges that are whole', () => {
    const texts = [4, 1, 8 / 3, 0, null, 12].map((charge) => ionText('X', charge));
    expect(texts).toEqual(['X⁴⁺', 'X⁺', 'X', 'X', 'X', 'X¹²⁺']);
  });

  it('lowers digits, but not those that count molecules', () => {
    expect(withSubscripts('CaSO4·2H2O')).toBe('CaSO₄·2H₂O');
    expect(withSubscripts('C10H12·12H2O')).toBe('C₁₀H₁₂·12H₂O');
  });

  it('tells spans', () => {
    expect([spanText([1.954, 1.946], 2), spanText([1.954, 1.951], 2), spanText([180], 0)]).toEqual([
      '1.95',
      '1.95',
      '180',
    ]);
    expect(spanText([2, 1], 1)).toBe('1.0–2.0');
  });

  it('lists', () => {
    expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c']), list(['a', 'b and c', 'd'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
      'a, b and c, and d',
    ]);
  });

  it('makes plurals and space groups', () => {
    expect([plural('octahedron'), plural('cube'), spaceGroupText('P4_2/mnm')]).toEqual([
      'octahedra',
      'cubes',
      'P4₂/mnm',
    ]);
  });
});
