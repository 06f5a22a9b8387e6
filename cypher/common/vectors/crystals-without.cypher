MATCH (c:Crystal)
WHERE NOT EXISTS { MATCH (c)-[:HAS_VECTOR{{slot}}]->(:CrystalVector{{slot}}) }
RETURN count(c) AS missing
