"""Analyses of crystals by the reference implementations, with the seconds that each took.

    python reference.py CRYSTALS.jsonl RESULTS.jsonl

CRYSTALS: one JSON object a line, { "id", "lattice" (rows, Å), "species", "coords" (fractional), "warmUp" }.
RESULTS: for each crystal that has no "warmUp"
  { "id", "cations": [site, …],
    "chemenv": { "seconds", "sites": { site: { "ligands": [[site, image], …], "geometry", "csm" } } },
    "multiWeights": { site: { geometry: fraction } },
    "crystalnn": { "seconds", "bonds": [[from, to, image], …], "fingerprints": { site: [61 numbers] } } }
or { "id", "error" }.
"""

import json
import logging
import signal
import sys
import time
import warnings

from matminer.featurizers.site import CrystalNNFingerprint
from pymatgen.analysis.chemenv.coordination_environments.chemenv_strategies import (
    MultiWeightsChemenvStrategy,
    SimplestChemenvStrategy,
)
from pymatgen.analysis.chemenv.coordination_environments.coordination_geometry_finder import LocalGeometryFinder
from pymatgen.analysis.chemenv.coordination_environments.structure_environments import LightStructureEnvironments
from pymatgen.analysis.graphs import StructureGraph
from pymatgen.analysis.local_env import CrystalNN
from pymatgen.core import Lattice, Structure

SECONDS_FOR_A_CRYSTAL = 300

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)
fingerprint = CrystalNNFingerprint.from_preset("ops")


class TooSlow(Exception):
    pass


def give_up(*_):
    raise TooSlow(f"more than {SECONDS_FOR_A_CRYSTAL} s")


def chemenv(structure, states):
    """Both strategies from one search; the seconds are those of the search and the simplest strategy."""
    charged = structure.copy()
    charged.add_oxidation_state_by_element(states)
    start = time.perf_counter()
    finder = LocalGeometryFinder()
    finder.setup_structure(structure=charged)
    environments = finder.compute_structure_environments(
        maximum_distance_factor=1.41,
        only_cations=True,
        valences=[float(site.specie.oxi_state) for site in charged],
    )
    simplest = LightStructureEnvironments.from_structure_environments(
        strategy=SimplestChemenvStrategy(distance_cutoff=1.4, angle_cutoff=0.3), structure_environments=environments
    )
    seconds = time.perf_counter() - start
    weighted = LightStructureEnvironments.from_structure_environments(
        strategy=MultiWeightsChemenvStrategy.stats_article_weights_parameters(), structure_environments=environments
    )
    sites, fractions = {}, {}
    for site, atom in enumerate(charged):
        if atom.specie.oxi_state <= 0:
            continue
        fractions[site] = {e["ce_symbol"]: float(e["ce_fraction"]) for e in weighted.coordination_environments[site] or []}
        sets, found = simplest.neighbors_sets[site], simplest.coordination_environments[site]
        if sets and found and found[0]["csm"] is not None:
            ligands = [[int(x["index"]), [int(k) for k in x["image_cell"]]] for x in sets[0].neighb_indices_and_images]
            sites[site] = {"ligands": ligands, "geometry": found[0]["ce_symbol"], "csm": float(found[0]["csm"])}
    return {"seconds": seconds, "sites": sites}, fractions


def crystalnn(structure, cations):
    start = time.perf_counter()
    graph = StructureGraph.from_local_env_strategy(structure, CrystalNN())
    fingerprints = {site: [float(x) for x in fingerprint.featurize(structure, site)] for site in cations}
    seconds = time.perf_counter() - start
    bonds = [[int(a), int(b), [int(k) for k in d["to_jimage"]]] for a, b, d in graph.graph.edges(data=True)]
    return {"seconds": seconds, "bonds": bonds, "fingerprints": fingerprints}


def analysis(crystal):
    structure = Structure(Lattice(crystal["lattice"]), crystal["species"], crystal["coords"])
    guesses = structure.composition.oxi_state_guesses(max_sites=-50)
    if not guesses:
        raise ValueError("no neutral oxidation states")
    cations = [i for i, site in enumerate(structure) if guesses[0][site.specie.symbol] > 0]
    found, fractions = chemenv(structure, guesses[0])
    return {
        "id": crystal["id"],
        "cations": cations,
        "chemenv": found,
        "multiWeights": fractions,
        "crystalnn": crystalnn(structure, cations),
    }


def main(source, target):
    signal.signal(signal.SIGALRM, give_up)
    crystals = [json.loads(line) for line in open(source, encoding="utf-8")]
    with open(target, "w", encoding="utf-8") as results:
        for count, crystal in enumerate(crystals, start=1):
            try:
                signal.alarm(SECONDS_FOR_A_CRYSTAL)
                result = analysis(crystal)
            except Exception as error:  # whatever the reference can't take
                result = {"id": crystal["id"], "error": repr(error)[:200]}
            finally:
                signal.alarm(0)
            if not crystal["warmUp"]:
                results.write(json.dumps(result) + "\n")
                results.flush()
            print(f"\r  {count} of {len(crystals)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
