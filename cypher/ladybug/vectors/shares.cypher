MATCH (c:Crystal)-[k:CONTAINS]->(m:Motif)
RETURN c.id AS crystalId, m.id AS motifId, k.fraction AS fraction
ORDER BY c.id
