MATCH (c:Crystal)-[k:CONTAINS]->(m:Motif)
WHERE c.id IN $ids
RETURN c.id AS crystalId, m.id AS motifId, k.`count` AS `count`
