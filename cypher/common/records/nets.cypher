MATCH (c:Crystal)-[:HAS_NET]->(n:Net)
WHERE c.id IN $ids
RETURN c.id AS crystalId, n AS node
