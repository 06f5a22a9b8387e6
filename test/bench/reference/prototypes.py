"""Whether crystals are of the same prototype, by pymatgen's StructureMatcher with its own tolerances.

    python prototypes.py CRYSTALS.jsonl QUERIES.jsonl RESULTS.jsonl PROCESSES

CRYSTALS: one JSON object a line, { "id", "anonymousFormula", "lattice" (rows, Å), "species", "coords" (fractional) }.
QUERIES: { "id", "hits": { READING: [id, …] } }.
RESULTS: { "id", READING: bool, …, "chance": bool, "partner": id of a crystal of the same prototype or null }; whether one of
the reading's hits, or of as many others of the same stoichiometry taken at random, is of the query's prototype.
"""

import json
import logging
import multiprocessing
import random
import sys
import warnings

from pymatgen.analysis.structure_matcher import StructureMatcher
from pymatgen.core import Lattice, Structure

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)

CHANCES = 5
matcher = StructureMatcher()
crystals, by_formula, reduced_structures, known = {}, {}, {}, {}


def reduced(id):
    """Niggli-reduced primitive cell, made once."""
    if id not in reduced_structures:
        c = crystals[id]
        structure = Structure(Lattice(c["lattice"]), c["species"], c["coords"])
        reduced_structures[id] = structure.get_reduced_structure(reduction_algo="niggli").get_primitive_structure()
    return reduced_structures[id]


def same_prototype(a, b):
    if crystals[a]["anonymousFormula"] != crystals[b]["anonymousFormula"]:
        return False
    key = (a, b) if a < b else (b, a)
    if key not in known:
        one, other = reduced(key[0]), reduced(key[1])
        known[key] = len(one) == len(other) and bool(matcher.fit_anonymous(one, other, skip_structure_reduction=True))
    return known[key]


def result_of(query):
    id = query["id"]
    others = [other for other in by_formula[crystals[id]["anonymousFormula"]] if other != id]
    random.Random(id).shuffle(others)
    lists = {**query["hits"], "chance": others[:CHANCES]}
    partners = {reading: next((hit for hit in hits if same_prototype(id, hit)), None) for reading, hits in lists.items()}
    partner = next((found for found in partners.values() if found), None)
    partner = partner or next((other for other in others if same_prototype(id, other)), None)
    return json.dumps({"id": id, **{reading: found is not None for reading, found in partners.items()}, "partner": partner})


def lines(path):
    with open(path) as file:
        yield from map(json.loads, file)


def main(crystals_path, queries_path, results_path, processes):
    for crystal in lines(crystals_path):
        crystals[crystal["id"]] = crystal
        by_formula.setdefault(crystal["anonymousFormula"], []).append(crystal["id"])
    with multiprocessing.get_context("fork").Pool(int(processes)) as pool, open(results_path, "w") as results:
        for done, result in enumerate(pool.imap_unordered(result_of, list(lines(queries_path)), chunksize=4), 1):
            print(result, file=results)
            if done % 100 == 0:
                print(f"{done} …", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
