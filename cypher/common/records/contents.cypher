MATCH (c:Crystal)-[k:CONTAINS]->(m:Motif)
WHERE c.id IN $ids
RETURN c.id AS crystalId, m AS node, k.`count` AS `count`, k.fraction AS fraction
