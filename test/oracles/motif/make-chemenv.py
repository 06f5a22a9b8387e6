# Writes test/oracles/motif/chemenv.json: cation sites of crystals with their ligands, geometry and symmetry measure as
# ChemEnv finds them (pymatgen 2026.10.24; SimplestChemenvStrategy(1.4, 0.3), anion-cation bonds only). Well-known
# structures, and the same with every atom moved by seeded noise.
#
#   python test/oracles/motif/make-chemenv.py > test/oracles/motif/chemenv.json
import json
import random
import warnings

from pymatgen.analysis.chemenv.coordination_environments.chemenv_strategies import SimplestChemenvStrategy
from pymatgen.analysis.chemenv.coordination_environments.coordination_geometry_finder import LocalGeometryFinder
from pymatgen.analysis.chemenv.coordination_environments.structure_environments import LightStructureEnvironments
from pymatgen.core import Lattice, Structure

warnings.filterwarnings("ignore")
random.seed(2)
spacegroup = Structure.from_spacegroup
crystals = [
    ("TiO2 rutile", {"Ti": 4, "O": -2}, spacegroup(
        "P4_2/mnm", Lattice.tetragonal(4.594, 2.959), ["Ti", "O"], [[0, 0, 0], [0.3053, 0.3053, 0]])),
    ("Al2O3 corundum", {"Al": 3, "O": -2}, spacegroup(
        "R-3c", Lattice.hexagonal(4.7589, 12.991), ["Al", "O"], [[0, 0, 0.35216], [0.30624, 0, 0.25]])),
    ("MgAl2O4 spinel", {"Mg": 2, "Al": 3, "O": -2}, spacegroup(
        "Fd-3m", Lattice.cubic(8.08), ["Mg", "Al", "O"], [[0] * 3, [0.625] * 3, [0.3874] * 3])),
    ("SrTiO3 perovskite", {"Sr": 2, "Ti": 4, "O": -2}, spacegroup(
        "Pm-3m", Lattice.cubic(3.905), ["Sr", "Ti", "O"], [[0.5] * 3, [0, 0, 0], [0.5, 0, 0]])),
    ("CaF2 fluorite", {"Ca": 2, "F": -1}, spacegroup(
        "Fm-3m", Lattice.cubic(5.463), ["Ca", "F"], [[0, 0, 0], [0.25] * 3])),
    ("GaN wurtzite", {"Ga": 3, "N": -3}, spacegroup(
        "P6_3mc", Lattice.hexagonal(3.189, 5.186), ["Ga", "N"], [[1 / 3, 2 / 3, 0], [1 / 3, 2 / 3, 0.377]])),
    ("MoS2 molybdenite", {"Mo": 4, "S": -2}, spacegroup(
        "P6_3/mmc", Lattice.hexagonal(3.16, 12.294), ["Mo", "S"], [[1 / 3, 2 / 3, 0.25], [1 / 3, 2 / 3, 0.621]])),
    ("ZrSiO4 zircon", {"Zr": 4, "Si": 4, "O": -2}, spacegroup(
        "I4_1/amd", Lattice.tetragonal(6.607, 5.982), ["Zr", "Si", "O"],
        [[0, 0, 0], [0, 0, 0.5], [0, -0.6839, 0.0703]])),
    ("LaF3 tysonite", {"La": 3, "F": -1}, spacegroup(
        "P-3c1", Lattice.hexagonal(7.185, 7.351), ["La", "F", "F", "F"],
        [[0.6598, 0, 0.25], [0.3659, 0.0536, 0.0813], [1 / 3, 2 / 3, 0.1859], [0, 0, 0.25]])),
    ("CaCO3 aragonite", {"Ca": 2, "C": 4, "O": -2}, spacegroup(
        "Pmcn", Lattice.orthorhombic(4.9614, 7.9671, 5.7404), ["Ca", "C", "O", "O"],
        [[0.25, 0.4150, 0.7597], [0.25, 0.7622, 0.9138], [0.25, 0.9225, 0.9045], [0.4736, 0.6810, 0.9124]])),
]
result = []
for name, oxidation, ideal in crystals:
    for noise in (0.0, 0.06):
        crystal = ideal.copy()
        for i in range(len(crystal)):
            crystal.translate_sites([i], [random.gauss(0, noise) for _ in range(3)], frac_coords=False, to_unit_cell=False)
        crystal = Structure(crystal.lattice, crystal.species, [[round(float(x), 7) for x in site.frac_coords] for site in crystal])
        crystal.add_oxidation_state_by_element(oxidation)
        finder = LocalGeometryFinder()
        finder.setup_structure(structure=crystal)
        environments = finder.compute_structure_environments(
            maximum_distance_factor=1.41, only_cations=True, valences=[float(site.specie.oxi_state) for site in crystal]
        )
        light = LightStructureEnvironments.from_structure_environments(
            strategy=SimplestChemenvStrategy(distance_cutoff=1.4, angle_cutoff=0.3), structure_environments=environments
        )
        sites = []
        for index, site in enumerate(crystal):
            if site.specie.oxi_state <= 0:
                continue
            environment = light.coordination_environments[index][0]
            ligands = light.neighbors_sets[index][0].neighb_indices_and_images
            sites.append({
                "site": index,
                "geometry": environment["ce_symbol"],
                "csm": round(float(environment["csm"]), 7),
                "ligands": sorted([int(n["index"]), *(int(v) for v in n["image_cell"])] for n in ligands),
            })
        result.append({
            "name": name + (" with noise" if noise else ""),
            "lattice": [round(float(x), 10) for row in crystal.lattice.matrix for x in row],
            "elements": [site.specie.symbol for site in crystal],
            "fractional": [float(x) for site in crystal for x in site.frac_coords],
            "sites": sites,
        })
print(json.dumps({"pymatgen": "2026.10.24", "crystals": result}))
