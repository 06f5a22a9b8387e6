"""Makes crystalnn.json: neighbours, bonds and order-parameter fingerprints of well-known crystals by the reference
implementations of CrystalNN (Pan 2021) and of its fingerprint (Zimmermann 2020).

Usage: python make-crystalnn.py > crystalnn.json

Made with pymatgen 2026.10.24 and matminer 0.10.1 (preset "ops"), on structures without oxidation states. Each site has
the probabilities of its coordination numbers and its fingerprint, zeros left out, as {index: value}.

SrTi2O5 is computed with a search radius of 14 Å: within the default of 7 Å the reference closes the cells around its
large voids with too few atoms (at 7 Å the weights of four of Sr's eight neighbours come out 0.16-0.26 in place of
0.42-0.66, and with them Sr's coordination number 4 in place of 8).
"""

import json
import sys
import warnings

warnings.filterwarnings("ignore")

from matminer.featurizers.site import CrystalNNFingerprint
from pymatgen.analysis.graphs import StructureGraph
from pymatgen.analysis.local_env import CrystalNN
from pymatgen.core import Lattice, Structure

# name, space group, a b c alpha beta gamma, element x y z ...; from the usual textbooks, rounded; first origin of the space group
CRYSTALS = [
    ("rutile", 136, (4.594, 4.594, 2.959, 90, 90, 90), "Ti 0 0 0, O 0.305 0.305 0"),
    ("perovskite", 221, (3.905, 3.905, 3.905, 90, 90, 90), "Sr 0 0 0, Ti 0.5 0.5 0.5, O 0.5 0.5 0"),
    ("alpha quartz", 152, (4.913, 4.913, 5.405, 90, 90, 120), "Si 0.47 0 0.333333333333333, O 0.4135 0.2669 0.2142"),
    ("corundum", 167, (4.759, 4.759, 12.99, 90, 90, 120), "Al 0 0 0.3522, O 0.3064 0 0.25"),
    ("baddeleyite", 14, (5.1505, 5.2116, 5.3173, 90, 99.23, 90),
     "Zr 0.2754 0.0395 0.2083, O 0.07 0.3317 0.3447, O 0.4496 0.7569 0.4792"),
    ("shcherbinaite", 59, (11.512, 3.564, 4.368, 90, 90, 90),
     "V -0.14882 0 0.8917, O -0.1457 0 0.531, O -0.3189 0 0.003, O 0 0 0.001"),
    ("litharge", 129, (3.9729, 3.9729, 5.0217, 90, 90, 90), "Pb 0 0.5 0.2385, O 0 0 0"),
    ("tenorite", 15, (4.6837, 3.4226, 5.1288, 90, 99.54, 90), "Cu 0.25 0.25 0, O 0 0.4184 0.25"),
    ("lanthana", 164, (3.9381, 3.9381, 6.1361, 90, 90, 120),
     "La 0.333333333333333 0.666666666666667 0.2467, O 0.333333333333333 0.666666666666667 0.6471, O 0 0 0"),
    ("zircon", 141, (6.607, 6.607, 5.982, 90, 90, 90), "Zr 0 0 0, Si 0 0 0.5, O 0 0.1839 0.3203"),
    ("cuprite", 224, (4.2696, 4.2696, 4.2696, 90, 90, 90), "Cu 0.25 0.25 0.25, O 0 0 0"),
    ("fluorite", 225, (5.463, 5.463, 5.463, 90, 90, 90), "Ca 0 0 0, F 0.25 0.25 0.25"),
    ("caesium chloride", 221, (4.123, 4.123, 4.123, 90, 90, 90), "Cs 0 0 0, Cl 0.5 0.5 0.5"),
    ("molybdenite", 194, (3.16, 3.16, 12.3, 90, 90, 120), "Mo 0.333333333333333 0.666666666666667 0.25, S 0.333333333333333 0.666666666666667 0.621"),
    ("dry ice", 205, (5.624, 5.624, 5.624, 90, 90, 90), "C 0 0 0, O 0.118 0.118 0.118"),
    ("copper", 225, (3.615, 3.615, 3.615, 90, 90, 90), "Cu 0 0 0"),
    ("magnesium", 194, (3.209, 3.209, 5.211, 90, 90, 120), "Mg 0.333333333333333 0.666666666666667 0.25"),
    ("xenon", 225, (6.2, 6.2, 6.2, 90, 90, 90), "Xe 0 0 0"),
]

# Materials Project, mp-572124
SRTI2O5 = (
    (8.92282611, 8.92282611, 12.229871, 90, 90, 128.00609425),
    """Sr 0.394682 0.120871 0.381096, Sr 0.879129 0.605318 0.381096, Sr 0.120871 0.394682 0.381096,
    Sr 0.605318 0.879129 0.381096, Ti 0.237037 0.237037 0.05504, Ti 0.238683 0.761317 0.231542, Ti 0 0 0.256332,
    Ti 0.761317 0.238683 0.231542, Ti 0.5 0.5 0.24724, Ti 0.63367 0.36633 0.058079, Ti 0.762963 0.762963 0.05504,
    Ti 0.36633 0.63367 0.058079, O 0.740567 0.259433 0.397847, O 0.123382 0.876618 0.253119, O 0.5 0 0.24604,
    O 0.246184 0.246184 0.221157, O 0 0 0.070724, O 0 0.5 0.24604, O 0.753816 0.753816 0.221157,
    O 0.256516 0.743484 0.077354, O 0.192819 0.393502 0.99431, O 0.377663 0.622337 0.221557,
    O 0.622337 0.377663 0.221557, O 0.606498 0.807181 0.99431, O 0.807181 0.606498 0.99431,
    O 0.393502 0.192819 0.99431, O 0.876618 0.123382 0.253119, O 0.743484 0.256516 0.077354, O 0.5 0.5 0.395075,
    O 0.259433 0.740567 0.397847, O 0.5 0.5 0.084195, O 0 0 0.402344""",
)


def atoms(text):
    fields = [atom.split() for atom in text.split(",")]
    return [f[0] for f in fields], [[float(x) for x in f[1:]] for f in fields]


def structures():
    for name, group, cell, sites in CRYSTALS:
        yield name, 7, Structure.from_spacegroup(group, Lattice.from_parameters(*cell), *atoms(sites)).get_primitive_structure()
    yield "SrTi2O5", 14, Structure(Lattice.from_parameters(*SRTI2O5[0]), *atoms(SRTI2O5[1]))


def sparse(values, digits):
    return {str(k): round(float(v), digits) for k, v in values if abs(v) > 0.5 * 10**-digits}


lines = []
for name, cutoff, structure in structures():
    crystalnn = CrystalNN(search_cutoff=cutoff)
    fingerprint = CrystalNNFingerprint.from_preset("ops", search_cutoff=cutoff)
    graph = StructureGraph.from_local_env_strategy(structure, crystalnn)
    sites = []
    for n in range(len(structure)):
        probabilities = crystalnn.get_nn_data(structure, n).cn_weights
        values = fingerprint.featurize(structure, n)
        sites.append({"probabilities": sparse(sorted(probabilities.items()), 5), "fingerprint": sparse(enumerate(values), 5)})
    lines.append(json.dumps({
        "name": name,
        "lattice": [round(float(x), 8) for x in structure.lattice.matrix.flatten()],
        "elements": [site.specie.symbol for site in structure],
        "fractional": [round(float(x), 10) for x in structure.frac_coords.flatten()],
        "bonds": sorted([int(a), int(b), [int(x) for x in d["to_jimage"]]] for a, b, d in graph.graph.edges(data=True)),
        "sites": sites,
    }))
    lengths = [structure.get_distance(a, b, jimage=d["to_jimage"]) for a, b, d in graph.graph.edges(data=True)]
    print(f"{name}: {structure.formula}, shortest bond {min(lengths, default=float('nan')):.2f} Å", file=sys.stderr)
print("[\n" + ",\n".join(lines) + "\n]")
