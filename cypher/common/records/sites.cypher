MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)
WHERE c.id IN $ids
RETURN c.id AS crystalId, s AS node
