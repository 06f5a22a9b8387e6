MATCH (s:Source)-[:YIELDED]->(c:Crystal)
WHERE c.id >= $first AND c.id <= $last
RETURN c.id AS crystalId, s.id AS id
