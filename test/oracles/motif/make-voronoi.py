# Writes test/oracles/motif/voronoi.json: facets of Voronoi cells (neighbour, image, distance in Å, solid angle in
# steradian) of ten crystals as ChemEnv has them, with pymatgen 2026.10.24 (scipy's Qhull).
#
#   python test/oracles/motif/make-voronoi.py > test/oracles/motif/voronoi.json
import json
import random

from pymatgen.analysis.chemenv.coordination_environments.voronoi import DetailedVoronoiContainer
from pymatgen.core import Lattice, Structure

random.seed(1)
spacegroup = Structure.from_spacegroup
crystals = {
    "rock salt": spacegroup("Fm-3m", Lattice.cubic(5.64), ["Na", "Cl"], [[0, 0, 0], [0.5, 0.5, 0.5]]),
    "caesium chloride": spacegroup("Pm-3m", Lattice.cubic(4.12), ["Cs", "Cl"], [[0, 0, 0], [0.5, 0.5, 0.5]]),
    "fluorite": spacegroup("Fm-3m", Lattice.cubic(5.46), ["Ca", "F"], [[0, 0, 0], [0.25, 0.25, 0.25]]),
    "rutile": spacegroup(
        "P4_2/mnm", Lattice.tetragonal(4.594, 2.959), ["Ti", "O"], [[0, 0, 0], [0.3053, 0.3053, 0]]
    ),
    "corundum": spacegroup(
        "R-3c", Lattice.hexagonal(4.7589, 12.991), ["Al", "O"], [[0, 0, 0.35216], [0.30624, 0, 0.25]]
    ),
    "wurtzite": spacegroup(
        "P6_3mc", Lattice.hexagonal(3.2495, 5.2069), ["Zn", "O"], [[1 / 3, 2 / 3, 0], [1 / 3, 2 / 3, 0.3821]]
    ),
}
for number in range(4):
    lattice = Lattice.from_parameters(
        *(random.uniform(3, 6) for _ in range(3)), *(random.uniform(75, 105) for _ in range(3))
    )
    points = [[round(random.random(), 6) for _ in range(3)] for _ in range(5)]
    crystals[f"random {number + 1}"] = Structure(lattice, ["Mg"] * 5, points)

structures = []
for name, crystal in crystals.items():
    sites = sorted({0, len(crystal) - 1})
    voronoi = DetailedVoronoiContainer(crystal, isites=sites, valences=[0] * len(crystal))
    cells = []
    for site in sites:
        facets = []
        for facet in voronoi.voronoi_list2[site]:
            image = facet["site"].frac_coords - crystal[facet["index"]].frac_coords
            row = [facet["index"], *(round(x) for x in image), round(facet["distance"], 9), round(facet["angle"], 9)]
            facets.append(row)
        cells.append({"site": site, "facets": sorted(facets, key=lambda row: (row[4], row))})
    structures.append(
        {
            "name": name,
            "lattice": [round(x, 12) for row in crystal.lattice.matrix for x in row],
            "fractional": [round(float(x), 12) for row in crystal.frac_coords for x in row],
            "cells": cells,
        }
    )
print(json.dumps({"pymatgen": "2026.10.24", "structures": structures}, indent=1))
