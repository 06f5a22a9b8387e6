/** Names of well-known molecules and polyatomic ions: IUPAC's Red Book (2005), table IX, with the retained ones that people use. */
import type { Unit } from './units.js';

/** By formula and charge. */
const NAMES: Readonly<Record<string, string>> = {
  'H2O 0': 'water',
  'H3O 1': 'oxonium',
  'OH -1': 'hydroxide',
  'O2 0': 'dioxygen',
  'O2 -1': 'superoxide',
  'O2 -2': 'peroxide',
  'O3 -1': 'ozonide',
  'H2O2 0': 'hydrogen peroxide',
  'H2 0': 'dihydrogen',
  'NH4 1': 'ammonium',
  'NH3 0': 'ammonia',
  'NH2 -1': 'amide',
  'N2 0': 'dinitrogen',
  'N2 -2': 'diazenide',
  'N3 -1': 'azide',
  'N2H5 1': 'hydrazinium',
  'N2H4 0': 'hydrazine',
  'NO 1': 'nitrosonium',
  'NO2 -1': 'nitrite',
  'NO3 -1': 'nitrate',
  'CO3 -2': 'carbonate',
  'HCO3 -1': 'hydrogencarbonate',
  'CO2 0': 'carbon dioxide',
  'CO 0': 'carbon monoxide',
  'C2O4 -2': 'oxalate',
  'CN -1': 'cyanide',
  'OCN -1': 'cyanate',
  'SCN -1': 'thiocyanate',
  'CN2 -2': 'cyanamide',
  'C2 -2': 'acetylide',
  'HCOO -1': 'formate',
  'CH3COO -1': 'acetate',
  'CH3OH 0': 'methanol',
  'CO(NH2)2 0': 'urea',
  'CH3NH3 1': 'methylammonium',
  'CH(NH2)2 1': 'formamidinium',
  'C(NH2)3 1': 'guanidinium',
  'BH4 -1': 'tetrahydridoborate',
  'SH -1': 'hydrogensulfide',
  'S2 -2': 'disulfide',
  'S2O3 -2': 'thiosulfate',
  'S2O8 -2': 'peroxodisulfate',
  'HSO4 -1': 'hydrogensulfate',
  'HPO4 -2': 'hydrogenphosphate',
  'H2PO4 -1': 'dihydrogenphosphate',
  'HF2 -1': 'hydrogendifluoride',
  'I3 -1': 'triiodide',
  'Hg2 2': 'dimercury(2+)',
};

/** null where it has none that everyone knows. */
export function unitName({
  formula,
  charge,
  dimensionality,
}: Pick<Unit, 'formula' | 'charge' | 'dimensionality'>): string | null {
  return dimensionality === 0 && charge !== null ? (NAMES[`${formula} ${charge}`] ?? null) : null;
}
