# Writes src/motif/geometry-table.ts: symbols, names and ideal coordinates of the 66 coordination geometries.
#
# Source of the facts: pymatgen 2026.10.24, package data of
# pymatgen.analysis.chemenv.coordination_environments (Waroquiers et al., Acta Cryst. B 76, 683 (2020)).
#
#   python test/oracles/motif/make-geometry-table.py > src/motif/geometry-table.ts
#   npx biome check --write src/motif/geometry-table.ts
from pymatgen.analysis.chemenv.coordination_environments.coordination_geometries import AllCoordinationGeometries

HEAD = """/**
 * Ideal coordination geometries of ChemEnv (Waroquiers 2017, 2020): symbol, name, symbols of IUPAC (Red Book 2005) and IUCr
 * (Acta Cryst. A 46, 1 (1990)) as ChemEnv gives them, coordination number and ideal points around a centre at the origin, in
 * arbitrary units, [x0, y0, z0, x1, …].
 *
 * Written by test/oracles/motif/make-geometry-table.py from pymatgen 2026.10.24; change that script, not this file.
 */

/** Why a named geometry takes no part in the comparison, as in ChemEnv. */
export type UnusedReason = 'NO_COORDINATES' | 'CENTRE_UNDEFINED';

export interface GeometryEntry {
  /** ChemEnv's: `O:6`. */
  readonly symbol: string;
  /** Polyhedral symbol: `OC-6`; null where there is none. */
  readonly iupacSymbol: string | null;
  /** `[6o]`; null where there is none. */
  readonly iucrSymbol: string | null;
  readonly name: string;
  readonly coordinationNumber: number;
  readonly points: readonly number[];
  readonly unused?: UnusedReason;
}

export const geometryTable: readonly GeometryEntry[] = ["""


def number(x):
    x = float(x)
    return str(int(x)) if x == int(x) else repr(x)


def text(symbol):
    return "null" if symbol is None else f"'{symbol}'"


print(HEAD)
for cg in AllCoordinationGeometries().cg_list:
    if cg.mp_symbol.startswith("UN"):  # UNKNOWN, UNCLEAR: not geometries
        continue
    points = [number(x) for p in (cg.points if cg.points is not None else []) for x in p]
    unused = "NO_COORDINATES" if not points else "CENTRE_UNDEFINED" if cg.deactivate else None
    name = cg.name.replace("sharingone", "sharing one")
    symbols = f"symbol: '{cg.mp_symbol}', iupacSymbol: {text(cg.IUPAC_symbol)}, iucrSymbol: {text(cg.IUCr_symbol)}"
    print(f"  {{ {symbols}, name: '{name}', coordinationNumber: {cg.coordination_number},")
    print(f"    points: [{', '.join(points)}]{', unused: ' + repr(unused) if unused else ''} }},")
print("];")
