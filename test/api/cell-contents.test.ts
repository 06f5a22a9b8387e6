/** Atoms and polyhedra of a cell: enough to draw the structure, and the same as the graph says of one site of each orbit. */
import { describe, expect, test } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { IDS, serve, serveFilledGraph } from './support.js';

const analysisWorker = new URL('../../dist/api/analysis-worker.js', import.meta.url);
const { graph, service } = await serveFilledGraph({ analysisWorker });

interface Ligand {
  readonly element: string;
  readonly atom: number;
  readonly image: readonly number[];
  readonly distance: number;
}

interface Atom {
  readonly index: number;
  readonly element: string;
  readonly position: readonly number[];
  readonly cartesian: readonly number[];
  readonly orbit: number;
  readonly wyckoff: string;
  readonly oxidationState: number | null;
}

interface Polyhedron {
  readonly centre: number;
  readonly orbit: number;
  readonly siteId: string;
  readonly ligands: readonly Ligand[];
}

interface Columns extends Readonly<Record<(typeof NUMBERS)[number], readonly number[]>> {
  readonly elements: readonly string[];
  readonly oxidationStates: readonly (number | null)[];
  readonly sharedOrbits: readonly { readonly orbit: number }[];
}

const NUMBERS = ['lattice', 'positions', 'orbits', 'centres', 'starts', 'ligands', 'images'] as const;

const FIELDS = `
  id structure cell { a b c }
  atoms { index element position cartesian orbit wyckoff oxidationState }
  polyhedra { centre orbit siteId ligands { element atom image distance } }
  sites { id orbit element wyckoff oxidationState multiplicity ligands { element atom image distance } }
  cellAtomCount
  cellColumns { lattice elements positions orbits oxidationStates sharedOrbits { orbit } centres starts ligands images }`;

/** Å; coordinates and distances are rounded. */
const CLOSE = 5;

describe.each([...IDS, 'fourteen'])('the cell of %s', async (id) => {
  const { crystal } = await service.data(`query ($id: ID!) { crystal(id: $id) { ${FIELDS} } }`, { id });
  const { atoms, polyhedra, sites, cellColumns } = crystal as {
    atoms: Atom[];
    polyhedra: Polyhedron[];
    sites: readonly (Polyhedron & { id: string; wyckoff: string; element: string; oxidationState: number | null })[];
    cellColumns: Columns;
  };
  const [read] = readStructures(crystal.structure, { file: `${id}.cif`, format: 'cif' });
  if (!read?.ok) throw new Error(`${id} can't be read`);

  const between = ({ centre }: Polyhedron, { atom, image }: Ligand) => {
    const { lattice } = cellColumns;
    const step = [0, 1, 2].map((k) => atoms[atom]!.position[k]! + image[k]! - atoms[centre]!.position[k]!);
    return Math.hypot(...[0, 1, 2].map((x) => step.reduce((sum, s, k) => sum + s * lattice[3 * k + x]!, 0)));
  };

  test('has the atoms of its structure, in the same order', () => {
    expect(atoms.map(({ index }) => index)).toEqual([...atoms.keys()]);
    expect(crystal.cellAtomCount).toBe(atoms.length);
    expect(atoms.map(({ element }) => element)).toEqual(cellColumns.elements);
    expect(atoms).toHaveLength(read.crystal.atomicNumbers.length);
    for (const [i, { position }] of atoms.entries()) {
      for (const [k, x] of position.entries()) expect(x).toBeCloseTo(read.crystal.fractional[3 * i + k]!, 8);
    }
  });

  test('has positions in Å that are those of its lattice', () => {
    for (const { position, cartesian } of atoms) {
      for (const x of [0, 1, 2]) {
        const sum = position.reduce((all, p, k) => all + p * cellColumns.lattice[3 * k + x]!, 0);
        expect(cartesian[x]).toBeCloseTo(sum, CLOSE);
      }
    }
    const { lattice } = cellColumns;
    const lengths = [0, 3, 6].map((row) => Math.hypot(...lattice.slice(row, row + 3)));
    for (const [i, length] of lengths.entries())
      expect(length).toBeCloseTo([crystal.cell.a, crystal.cell.b, crystal.cell.c][i], CLOSE);
  });

  test('has a polyhedron for every cation, with the ligands of its orbit', () => {
    const cations = atoms.filter(({ orbit }) => sites.some((site) => site.orbit === orbit)).map(({ index }) => index);
    expect(polyhedra.map(({ centre }) => centre)).toEqual(cations);
    for (const polyhedron of polyhedra) {
      const site = sites.find((one) => one.id === polyhedron.siteId)!;
      const { element, orbit, wyckoff, oxidationState } = atoms[polyhedron.centre]!;
      expect([orbit, polyhedron.orbit, element, wyckoff]).toEqual([site.orbit, site.orbit, site.element, site.wyckoff]);
      expect(oxidationState).toBe(site.oxidationState);
      expect(polyhedron.ligands).toHaveLength(site.ligands.length);
      for (const [i, ligand] of polyhedron.ligands.entries()) {
        expect(ligand.element).toBe(atoms[ligand.atom]!.element);
        expect(ligand.distance).toBeCloseTo(site.ligands[i]!.distance, 3);
        expect(between(polyhedron, ligand)).toBeCloseTo(ligand.distance, CLOSE);
      }
    }
  });

  test('has the polyhedron that the graph keeps of each orbit', () => {
    const keyOf = ({ atom, image }: Ligand) => [atom, ...image.map((t) => t || 0)].join(' ');
    for (const site of sites) {
      const first = polyhedra.find(({ siteId }) => siteId === site.id)!;
      expect(first.ligands.map(keyOf).sort()).toEqual(site.ligands.map(keyOf).sort());
      for (const ligand of site.ligands) {
        expect(between({ ...site, centre: first.centre }, ligand)).toBeCloseTo(ligand.distance, CLOSE);
      }
    }
  });

  test('has columns that say the same', () => {
    const { positions, orbits, oxidationStates, centres, starts, ligands, images } = cellColumns;
    expect(atoms.flatMap(({ position }) => position)).toEqual(positions);
    expect(atoms.map(({ orbit }) => orbit)).toEqual(orbits);
    expect(atoms.map(({ oxidationState }) => oxidationState)).toEqual(oxidationStates);
    expect(polyhedra.map(({ centre }) => centre)).toEqual(centres);
    for (const [i, polyhedron] of polyhedra.entries()) {
      const [begin, end] = [starts[i]!, starts[i + 1]!];
      expect(polyhedron.ligands.map(({ atom }) => atom)).toEqual(ligands.slice(begin, end));
      expect(polyhedron.ligands.flatMap(({ image }) => image)).toEqual(images.slice(3 * begin, 3 * end));
    }
    expect(starts).toHaveLength(polyhedra.length + 1);
    expect(cellColumns.sharedOrbits).toEqual([]);
  });
});

describe('a structure that a request brings along', () => {
  /** Two cells of zincite, of which an atom is moved: no site repeats another exactly. */
  const MOVED = `moved
1.0
3.25 0 0
-1.625 2.8146 0
0 0 10.4
Zn O
4 4
Direct
0.3333 0.6667 0.0
0.6667 0.3333 0.25
0.3333 0.6667 0.5
0.6667 0.3333 0.7504
0.3333 0.6667 0.191
0.6667 0.3333 0.441
0.3333 0.6667 0.691
0.6667 0.3333 0.941
`;

  test('has atoms and polyhedra as its analysis has them', async () => {
    const { analyzeStructure } = await service.data(
      `query ($text: String!) { analyzeStructure(text: $text) {
        atoms { element position } polyhedra { centre ligands { atom image distance } } sites { id } } }`,
      { text: MOVED },
    );
    const [read] = readStructures(MOVED, { file: 'POSCAR', format: 'poscar' });
    if (!read?.ok) throw new Error('it is readable');
    const analysed = analyzeMotifs(read.crystal);
    if (!analysed.ok) throw new Error('it can be analysed');
    const keyOf = (atom: number, image: readonly number[]) => [atom, ...image.map((t) => t || 0)].join(' ');
    expect(analyzeStructure.atoms).toHaveLength(8);
    expect(
      analyzeStructure.polyhedra.map(({ centre, ligands }: Polyhedron) => [
        centre,
        ligands.map(({ atom, image }) => keyOf(atom, image)).sort(),
      ]),
    ).toEqual(
      analysed.analysis.sites.map(({ site, ligands }) => [
        site,
        ligands.map((ligand) => keyOf(ligand.site, ligand.image)).sort(),
      ]),
    );
  });
});

describe('the conventional cell', () => {
  test('is that of the symbol, whatever cell the file gives', async () => {
    const text = 'MgO primitive\n4.212\n0 0.5 0.5\n0.5 0 0.5\n0.5 0.5 0\nMg O\n1 1\nDirect\n0 0 0\n0.5 0.5 0.5\n';
    const { analyzeStructure } = await service.data(
      'query ($text: String!) { analyzeStructure(text: $text) { cell { a alpha volume } conventionalCell { a b c alpha beta gamma volume } } }',
      { text },
    );
    expect(analyzeStructure.cell.alpha).toBeCloseTo(60, 6);
    const { volume, ...lengths } = analyzeStructure.conventionalCell;
    for (const name of ['a', 'b', 'c']) expect(lengths[name]).toBeCloseTo(4.212, 6);
    for (const name of ['alpha', 'beta', 'gamma']) expect(lengths[name]).toBeCloseTo(90, 6);
    expect(volume).toBeCloseTo(4 * analyzeStructure.cell.volume, 6);
  });

  test('is the cell of a file that gives it', async () => {
    const { crystal } = await service.data(
      '{ crystal(id: "rutile-TiO2") { cell { a b c volume } conventionalCell { a b c volume } } }',
    );
    for (const [name, value] of Object.entries(crystal.cell))
      expect(crystal.conventionalCell[name]).toBeCloseTo(value as number, 6);
  });
});

describe('limits', () => {
  test('parts of atoms and polyhedra', async () => {
    const { crystal } = await service.data(
      '{ crystal(id: "forsterite-Mg2SiO4") { atoms(first: 2, after: 3) { index } polyhedra(first: 1, after: 1) { centre } all: polyhedra { centre } } }',
    );
    expect(crystal.atoms).toEqual([{ index: 3 }, { index: 4 }]);
    expect(crystal.polyhedra).toEqual([crystal.all[1]]);
  });

  test('more than a page of atoms is refused, and the rest of the answer stays', async () => {
    const small = await serve(graph.store, { analysisWorker, limits: { pageSize: 20 } });
    try {
      const { data, errors } = await small.ask(
        '{ crystal(id: "forsterite-Mg2SiO4") { formula atoms { index } cellColumns { elements } } }',
      );
      expect(data.crystal.formula).toBe('Mg2SiO4');
      expect(data.crystal.atoms).toBeNull();
      expect(data.crystal.cellColumns.elements).toHaveLength(28);
      expect(errors[0]!.extensions.limit).toMatchObject({ name: 'pageSize', found: 28 });
    } finally {
      await small.close();
    }
  });

  test('crystals of a list are analysed in one task', async () => {
    const { crystals } = await service.data(
      '{ crystals(first: 17) { nodes { id atoms { element } polyhedra { centre } } } }',
    );
    expect(crystals.nodes).toHaveLength(17);
    for (const { atoms } of crystals.nodes) expect(atoms.length).toBeGreaterThan(1);
  });
});
