# Writes src/motif/geometry-table.ts: symbols, names and ideal coordinates of the 66 coordination geometries.
#
# Source of the facts: pymatgen 2026.10.24, package data of
# pymatgen.analysis.chemenv.coordination_environments (Waroquiers et al., Acta Cryst. B 76, 683 (2020)).
#
#   python test/oracles/motif/make-geometry-table.py > src/motif/geometry-table.ts
#   npx biome check --write src/motif/geometry-table.ts
from pymatgen.analysis.chemenv.coordination_environments.coordination_geometries import AllCoordinationGeometries

HEAD = """/**
 * Ideal coordination geometries of ChemEnv (Waroquiers 2017, 2020): symbol, symbols of IUPAC (Red Book 2005) and IUCr (Acta
 * Cryst. A 46, 1 (1990)) as ChemEnv gives them, a name, coordination number and ideal points around a centre at the origin,
 * in arbitrary units, [x0, y0, z0, x1, …].
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

# Names of ChemEnv that would read oddly in a table or a sentence.
NAMES = {
    "S:1": "Single ligand",
    "A:2": "Bent",
    "TL:3": "Trigonal planar",
    "TY:3": "Trigonal pyramid",
    "S:4": "Square planar",
    "SY:4": "Square pyramid (centre at the apex)",
    "PP:5": "Pentagonal planar",
    "ET:7": "Triangular-face capped trigonal prism",
    "DD:8": "Triangular dodecahedron",
    "DDPN:8": "Triangular dodecahedron (equal bond lengths)",
    "BO_1:8": "Bicapped octahedron (caps on opposite faces)",
    "BO_2:8": "Bicapped octahedron (caps on faces that share a corner)",
    "BO_3:8": "Bicapped octahedron (caps on faces that share an edge)",
    "TT_1:9": "Tricapped trigonal prism (three square-face caps)",
    "TT_2:9": "Tricapped trigonal prism (two square-face caps and one triangular-face cap)",
    "TT_3:9": "Tricapped trigonal prism (one square-face cap and two triangular-face caps)",
    "HD:9": "Heptagonal bipyramid",
    "SMA:9": "Capped square antiprism",
    "SS:9": "Capped cube",
    "TO_1:9": "Tricapped octahedron (caps on faces around one corner)",
    "TO_2:9": "Tricapped octahedron (two caps on opposite faces)",
    "TO_3:9": "Tricapped octahedron (caps on faces around a fourth)",
    "BS_1:10": "Bicapped cube (opposite faces)",
    "BS_2:10": "Bicapped cube (adjacent faces)",
    "TBSA:10": "Triangular-face bicapped square antiprism",
    "DD:20": "Pentagonal dodecahedron",
}


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
    name = NAMES.get(cg.mp_symbol, cg.name)
    symbols = f"symbol: '{cg.mp_symbol}', iupacSymbol: {text(cg.IUPAC_symbol)}, iucrSymbol: {text(cg.IUCr_symbol)}"
    print(f"  {{ {symbols}, name: '{name}', coordinationNumber: {cg.coordination_number},")
    print(f"    points: [{', '.join(points)}]{', unused: ' + repr(unused) if unused else ''} }},")
print("];")
