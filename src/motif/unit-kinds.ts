/** The units of a crystal by kind: equal formulas, charges and dimensionalities. */
import { grouped } from '../crystal/grouped.js';
import type { Dimensionality, MotifAnalysis, MotifSite } from './analysis.js';
import type { Unit } from './units.js';

export interface UnitKind extends Pick<Unit, 'formula' | 'charge'> {
  readonly dimensionality: Dimensionality;
  /** By their first sites, those of the cell as given. */
  readonly units: readonly Unit[];
  /** Of polyatomic cations: the polyhedra around them. */
  readonly polyhedra: readonly MotifSite[];
}

/** In the order of their first units. */
export function unitKinds({ units, sites }: Pick<MotifAnalysis, 'units' | 'sites'>): UnitKind[] {
  const keyOf = ({ formula, charge, dimensionality }: Unit) => `${formula} ${charge} ${dimensionality}`;
  const kinds = grouped(units, keyOf);
  return [...kinds].map(([key, members]) => {
    const { formula, charge, dimensionality } = members[0]!;
    const polyhedra = sites.filter(({ unit }) => unit !== undefined && keyOf(unit) === key);
    return { formula, charge, dimensionality, units: members, polyhedra };
  });
}
