MATCH (c:Crystal)-[k:CONTAINS]->(m:Motif)
WHERE c.id >= $first AND c.id <= $last
RETURN c.id AS crystalId, m AS node, k.`count` AS `count`, k.fraction AS fraction
