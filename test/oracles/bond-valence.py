"""Makes bond-valence.json: parameters R0 and b (Å) of cation-oxygen bonds, one row for each ion.

Usage: python bond-valence.py bvparm2020.cif > bond-valence.json

The input is I. D. Brown's accumulated table of bond-valence parameters of 25 November 2020, which the International Union
of Crystallography publishes (https://www.iucr.org/resources/data/datasets/bond-valence-parameters). Of several values for
one ion the first of these sources is taken:
  bs  O. C. Gagne & F. C. Hawthorne, Acta Cryst. B 71, 562 (2015)
  a   I. D. Brown & D. Altermatt, Acta Cryst. B 41, 244 (1985)
  b   N. E. Brese & M. O'Keeffe, Acta Cryst. B 47, 192 (1991)
"""

import json
import sys

SOURCES = ["bs", "a", "b"]

found = {}
for line in open(sys.argv[1], encoding="utf-8", errors="replace"):
    fields = line.split()
    if len(fields) < 7 or fields[2:4] != ["O", "-2"] or fields[6] not in SOURCES:
        continue
    element, charge, _, _, r0, b, source = fields[:7]
    ion = f"{element}{charge}+"
    if ion not in found or SOURCES.index(source) < SOURCES.index(found[ion]["source"]):
        found[ion] = {"r0": float(r0), "b": float(b), "source": source}

rows = ",\n".join(f'  "{ion}": {json.dumps(found[ion])}' for ion in sorted(found))
print("{\n" + rows + "\n}")
