import { describe as suite, expect, it } from 'vitest';
import type { Crystal } from '../../../src/crystal/crystal.js';
import { waysToPlace } from '../../../src/crystal/order/arrangements.js';
import { orderedModel } from '../../../src/crystal/order/ordered-model.js';
import { superlattices } from '../../../src/crystal/order/supercells.js';
import { findSymmetry } from '../../../src/crystal/symmetry.js';
import { describe } from '../../../src/motif/description/describe.js';
import { analysisLine } from '../../../src/pipeline/lines.js';
import { analyze, ordered } from '../../../src/pipeline/worker.js';
import { crystals } from '../../motif/crystals.js';
import { cellText, cifText, read } from '../texts.js';

type Cell = Parameters<typeof cellText>;
const cubic = (a: number): Cell => [a, a, a, 90, 90, 90];

/** @param atoms `label symbol x y z occupancy` a line */
function disordered(cell: Cell, spaceGroup: string, atoms: string): Crystal {
  const symmetry = `_space_group_name_H-M_alt '${spaceGroup}'`;
  const text = cifText({ cell: cellText(...cell), symmetry, atoms });
  return read(text.replace('_atom_site_fract_z\n', '_atom_site_fract_z\n_atom_site_occupancy\n')).crystal;
}

/** As the commands do it. */
function analysed(crystal: Crystal) {
  const made = ordered({ crystal });
  if (!made.ok) throw new Error(made.refusal.message);
  const { model } = made;
  const result = analyze({ crystal: made.crystal, warnings: [], ...(model && { orderedModel: model }) });
  if (!result.ok) throw new Error(result.refusal.message);
  return { ...result.analysis, model };
}

const LITHIUM_COBALT = disordered(cubic(4.1), 'F m -3 m', 'Li1 Li 0 0 0 0.5\nCo1 Co 0 0 0 0.5\nO1 O 0.5 0.5 0.5 1');

suite('superlattices', () => {
  const operationsOf = (crystal: Crystal) => {
    const found = findSymmetry(crystal);
    if (!found.ok) throw new Error(found.refusal.message);
    return found.symmetry.operations;
  };
  const fcc = { ...crystals.rockSalt, lattice: Float64Array.of(0, 2, 2, 2, 0, 2, 2, 2, 0) };
  const primitive = {
    ...fcc,
    atomicNumbers: Uint8Array.of(12),
    fractional: new Float64Array(3),
    labels: ['Mg1'],
  };

  // Hart & Forcade 2008, table IV.
  it.each([
    ['face-centred cubic', primitive, [1, 2, 3, 7, 5, 10]],
    ['primitive cubic', { ...primitive, lattice: Float64Array.of(4, 0, 0, 0, 4, 0, 0, 0, 4) }, [1, 3, 3, 9, 5, 13]],
  ] as const)('are as many as are known: %s', (_, crystal, numbers) => {
    const operations = operationsOf(crystal);
    expect([1, 2, 3, 4, 5, 6].map((index) => superlattices(index, operations).length)).toEqual(numbers);
  });

  it('are filled in as many ways as multinomials tell', () => {
    expect(waysToPlace([{ counts: [2, 2] }, { counts: [1, 1, 1] }])).toBe(36);
  });
});

suite('the ordered model', () => {
  it('of Li and Co on the cations of rock salt is γ-LiFeO₂, the best of those in up to four cells', () => {
    const { model, prototype, oxidationStates, ionAssignment, ionConfidence, isOrdered } = analysed(LITHIUM_COBALT);
    // L1₀ and L1₁ in two cells; five more in four.
    expect(model).toMatchObject({ candidates: 7, cells: 4, mostCells: 4, rounding: 0, hasGuessedStates: true });
    expect(model!.lead).toBeCloseTo(0.0525, 3);
    expect(prototype.name).toBe('γ-LiFeO2');
    expect([...oxidationStates].sort()).toEqual([-2, -2, -2, -2, 1, 1, 3, 3]);
    expect({ ionAssignment, ionConfidence, isOrdered }).toEqual({
      ionAssignment: 'guessed',
      ionConfidence: 'unsure',
      isOrdered: true,
    });
  });

  it('of Fe and Ti on the cations of corundum shares faces of Fe and Ti alone', () => {
    const atoms = 'Fe1 Fe 0 0 0.35 0.5\nTi1 Ti 0 0 0.35 0.5\nO1 O 0.306 0 0.25 1';
    const { connections, sites, formula } = analysed(disordered([5.08, 5.08, 14, 90, 90, 120], 'R -3 c', atoms));
    const elementOf = new Map(sites.map(({ site, element }) => [site, element]));
    const faces = connections.filter(({ kind }) => kind === 'face');
    expect(formula).toBe('TiFeO3');
    expect(new Set(faces.map(({ from, to }) => [elementOf.get(from), elementOf.get(to)].sort().join()))).toEqual(
      new Set(['Fe,Ti']),
    );
  });

  it('may leave places empty, and never fills two that are too near', () => {
    const atoms = 'Zr1 Zr 0 0 0 0.5\nY1 Y 0 0 0 0.5\nO1 O 0.25 0.25 0.25 0.875';
    const { model, formula } = analysed(disordered(cubic(5.2), 'F m -3 m', atoms));
    expect(formula).toBe('Y2Zr2O7');
    expect(model).toMatchObject({ cells: 4, rounding: 0 });
    const split = 'Na1 Na 0 0 0.02 0.5\nCl1 Cl 0.5 0.5 0.5 1';
    const { sites } = analysed(disordered([4, 4, 4, 90, 90, 90], 'P -1', split));
    expect(sites).toHaveLength(1);
  });

  it('compares cells of the composition that is nearest to the given one alone', () => {
    const atoms = Array.from({ length: 7 }, (_, i) => {
      const at = (z: number) => ((i + z) / 7).toFixed(6);
      return `Mg${i} Mg 0 0 ${at(0)} 0.585\nCa${i} Ca 0 0 ${at(0)} 0.415\nO${i} O 0.5 0.5 ${at(0.5)} 1`;
    });
    const { model, formula } = analysed(disordered([3, 3, 21, 90, 90, 90], 'P 1', atoms.join('\n')));
    // 2 of 5 are off by 0.015, and charges can't tell Ca from Mg.
    expect(formula).toBe('Ca3Mg4O7');
    expect(model!.rounding).toBeCloseTo(3 / 7 - 0.415, 6);
  });

  it('is told in words and JSON', () => {
    const analysis = analysed(LITHIUM_COBALT);
    expect(describe(analysis)).toContain(
      'It is an ordered model of a disordered crystal: by electrostatic energy the best of 7 arrangements in 4 primitive cells, ' +
        '0.052 eV an atom below the next one. ',
    );
    expect(JSON.parse(analysisLine('x', analysis)).orderedModel).toMatchObject({ candidates: 7, cells: 4 });
  });

  it('takes the states of the file, and leaves ordered crystals alone', () => {
    const { oxidationStates } = analysed(crystals.rutile);
    expect(ordered({ crystal: crystals.rutile })).toEqual({ ok: true, crystal: crystals.rutile });
    expect(oxidationStates).toContain(4);
  });

  it.each([
    [
      'too many ways',
      [12.3, 9.2, 6.1, 90, 90, 90] as Cell,
      'P 1',
      Array.from({ length: 24 }, (_, i) => {
        const at = [(i % 4) / 4, (Math.floor(i / 4) % 3) / 3, Math.floor(i / 12) / 2].map(
          (x, k) => x + 0.01 * Math.sin(7 * i + k),
        );
        const text = (offset: number) => at.map((x, k) => (x + offset / [4, 3, 2][k]!).toFixed(4)).join(' ');
        return `Li${i} Li ${text(0)} 0.5\nNa${i} Na ${text(0)} 0.5\nF${i} F ${text(0.5)} 1`;
      }).join('\n'),
      /can be occupied in .* ways, and at most 100000/,
    ],
    [
      'fractions that fit no small cell',
      cubic(4.21),
      'F m -3 m',
      'Mg1 Mg 0 0 0 0.99\nCa1 Ca 0 0 0 0.01\nO1 O 0.5 0.5 0.5 1',
      /fit no cell of at most 96 positions/,
    ],
    [
      'many different cells, of few ways each',
      [4.1, 4.3, 4.5, 85, 95, 100] as Cell,
      'P 1',
      'Mg1 Mg 0 0 0 0.9805\nCa1 Ca 0 0 0 0.0195\nO1 O 0.5 0.5 0.5 1',
      /need 26 primitive cells, which 1281 different cells of 52 positions have, too many to compare/,
    ],
    ['no known states', cubic(2.95), 'I m -3 m', 'Cu1 Cu 0 0 0 0.5\nZn1 Zn 0 0 0 0.5', /no oxidation states/],
  ])('is refused with reasons: %s', (_, cell, spaceGroup, atoms, message) => {
    const result = orderedModel(disordered(cell, spaceGroup, atoms));
    expect(result).toMatchObject({ ok: false, refusal: { code: 'DISORDERED' } });
    expect(!result.ok && result.refusal.message).toMatch(message);
  });
});
