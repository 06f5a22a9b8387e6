# Writes test/oracles/motif/multi-weights.json: environments of cation sites with their fractions and symmetry measures as
# ChemEnv finds them (pymatgen 2026.10.24; MultiWeightsChemenvStrategy.stats_article_weights_parameters()). The crystals
# are those of chemenv.json, and the same with every atom moved by more noise.
#
#   python test/oracles/motif/make-multi-weights.py > test/oracles/motif/multi-weights.json
import json
import os
import random
import warnings

from pymatgen.analysis.chemenv.coordination_environments.chemenv_strategies import MultiWeightsChemenvStrategy
from pymatgen.analysis.chemenv.coordination_environments.coordination_geometry_finder import LocalGeometryFinder
from pymatgen.analysis.chemenv.coordination_environments.structure_environments import LightStructureEnvironments
from pymatgen.core import Lattice, Structure

warnings.filterwarnings("ignore")
random.seed(3)
OXIDATION = {
    "TiO2": {"Ti": 4, "O": -2}, "Al2O3": {"Al": 3, "O": -2}, "MgAl2O4": {"Mg": 2, "Al": 3, "O": -2},
    "SrTiO3": {"Sr": 2, "Ti": 4, "O": -2}, "CaF2": {"Ca": 2, "F": -1}, "GaN": {"Ga": 3, "N": -3},
    "MoS2": {"Mo": 4, "S": -2}, "ZrSiO4": {"Zr": 4, "Si": 4, "O": -2}, "LaF3": {"La": 3, "F": -1},
    "CaCO3": {"Ca": 2, "C": 4, "O": -2},
}
with open(os.path.join(os.path.dirname(__file__), "chemenv.json"), encoding="utf-8") as file:
    known = json.load(file)["crystals"]
result = []
for entry in known:
    for noise in (0.0, 0.12):
        lattice = [entry["lattice"][i : i + 3] for i in (0, 3, 6)]
        places = [entry["fractional"][i : i + 3] for i in range(0, len(entry["fractional"]), 3)]
        crystal = Structure(Lattice(lattice), entry["elements"], places)
        for i in range(len(crystal)):
            crystal.translate_sites([i], [random.gauss(0, noise) for _ in range(3)], frac_coords=False, to_unit_cell=False)
        places = [[round(float(x), 7) for x in site.frac_coords] for site in crystal]
        crystal = Structure(crystal.lattice, crystal.species, places)
        crystal.add_oxidation_state_by_element(OXIDATION[entry["name"].split()[0]])
        finder = LocalGeometryFinder()
        finder.setup_structure(structure=crystal)
        environments = finder.compute_structure_environments(
            maximum_distance_factor=1.41, only_cations=True, valences=[float(site.specie.oxi_state) for site in crystal]
        )
        light = LightStructureEnvironments.from_structure_environments(
            strategy=MultiWeightsChemenvStrategy.stats_article_weights_parameters(), structure_environments=environments
        )
        sites = []
        for index, site in enumerate(crystal):
            if site.specie.oxi_state > 0:
                found = light.coordination_environments[index] or []
                sites.append({"site": index, "environments": [
                    [e["ce_symbol"], round(float(e["ce_fraction"]), 6), round(float(e["csm"]), 6)] for e in found]})
        result.append({
            "name": entry["name"] + (", more noise" if noise else ""),
            "lattice": entry["lattice"], "elements": entry["elements"],
            "fractional": [x for place in places for x in place], "sites": sites,
        })
print(json.dumps({"pymatgen": "2026.10.24", "crystals": result}))
