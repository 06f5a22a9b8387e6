MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)
WHERE c.id >= $first AND c.id <= $last
RETURN c.id AS crystalId, s AS node
