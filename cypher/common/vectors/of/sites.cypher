MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)
WHERE c.id IN $ids
