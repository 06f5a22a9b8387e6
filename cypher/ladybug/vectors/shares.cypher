MATCH (c:Crystal)
WHERE c.id > $after
WITH c
ORDER BY c.id
LIMIT $limit
OPTIONAL MATCH (c)-[k:CONTAINS]->(m:Motif)
RETURN c.id AS id, m.id AS motifId, k.fraction AS fraction
ORDER BY c.id
