/** Molecules and polyatomic ions of a crystal in the form in which the graph holds them: by kind, as JSON. */
import type { AtomicNumber, Crystal } from '../crystal/crystal.js';
import { anonymousFormula, type Composition, wholeFormula } from '../crystal/formula.js';
import { parseFormula } from '../crystal/parse-formula.js';
import type { Dimensionality, MotifAnalysis } from '../motif/analysis.js';
import { unitKinds } from '../motif/unit-kinds.js';
import { unitName } from '../motif/unit-names.js';
import type { CrystalNode } from './model.js';

export interface StoredUnit {
  /** As chemists write it: `NH4`; of chains and layers the fewest atoms that have a whole charge. */
  readonly formula: string;
  /** In the order of electronegativity, which filters look for: `H4N`. */
  readonly key: string;
  readonly name: string | null;
  readonly charge: number | null;
  readonly dimensionality: Dimensionality;
  /** In the primitive cell. */
  readonly count: number;
  /** Whether polyhedra are told around it, as around an ion of one atom. */
  readonly isCentre: boolean;
  /** Indices in the cell as given; of each unit. */
  readonly atoms: readonly (readonly number[])[];
}

/** The properties of a crystal that tell of its units. */
export function unitProperties(crystal: Crystal, analysis: MotifAnalysis): Pick<CrystalNode, 'units' | 'unitFormulas'> {
  const primitiveAtoms = analysis.orbits.reduce((sum, { multiplicity }) => sum + multiplicity, 0);
  const cells = crystal.atomicNumbers.length / primitiveAtoms;
  const stored = unitKinds(analysis).map((kind): StoredUnit => {
    const { formula, charge, dimensionality, units, polyhedra } = kind;
    return {
      formula,
      key: wholeFormula(compositionOf(formula)),
      name: unitName(kind),
      charge,
      dimensionality,
      count: Math.max(1, Math.round(units.length / cells)),
      isCentre: polyhedra.length > 0,
      atoms: units.map(({ atoms }) => atoms.map(({ site }) => site)),
    };
  });
  return { units: JSON.stringify(stored), unitFormulas: [...new Set(stored.map(({ key }) => key))].sort() };
}

export function unitsOf({ units }: Pick<CrystalNode, 'units'>): StoredUnit[] {
  return JSON.parse(units) as StoredUnit[];
}

/** Formula and size of a crystal with one atom in place of each polyatomic cation: CH₃NH₃PbI₃ is ABC₃ of five atoms. */
export function contractedFormula(
  crystal: Pick<CrystalNode, 'formula' | 'anonymousFormula' | 'atomCount' | 'units'>,
): Pick<CrystalNode, 'anonymousFormula' | 'atomCount'> {
  const cations = unitsOf(crystal).filter(({ isCentre }) => isCentre);
  if (cations.length === 0) return crystal;
  const atoms = new Map<AtomicNumber, number>(compositionOf(crystal.formula));
  const inFormula = [...atoms.values()].reduce((sum, count) => sum + count, 0);
  for (const [z, count] of atoms) atoms.set(z, Math.round((count * crystal.atomCount) / inFormula));
  for (const [index, { key, count }] of cations.entries()) {
    for (const [z, own] of compositionOf(key)) atoms.set(z, atoms.get(z)! - own * count);
    // No element has a negative number.
    atoms.set((-1 - index) as AtomicNumber, count);
  }
  const left = new Map([...atoms].filter(([, count]) => count > 0));
  return {
    anonymousFormula: anonymousFormula(left),
    atomCount: [...left.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** The formulas of the graph are ours, and can be read. */
function compositionOf(formula: string): Composition {
  const parsed = parseFormula(formula);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.composition;
}
