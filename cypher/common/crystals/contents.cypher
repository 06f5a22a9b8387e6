MATCH (c:Crystal)-[r:CONTAINS]->(m:Motif)
WHERE c.id IN $ids
RETURN c.id AS crystalId, m.id AS motifId, {{fields of CONTAINS}}
