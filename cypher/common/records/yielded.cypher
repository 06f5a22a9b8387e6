MATCH (s:Source)-[:YIELDED]->(c:Crystal)
WHERE c.id IN $ids
RETURN c.id AS crystalId, s.id AS id
