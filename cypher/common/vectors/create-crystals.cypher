// Of crystals that are still there: another process may have deleted some since they were read.
UNWIND $rows AS r
MATCH (c:Crystal)
WHERE c.id = r.id
CREATE (c)-[:HAS_VECTOR{{slot}}]->(:CrystalVector{{slot}} { {{properties of CrystalVector}} })
