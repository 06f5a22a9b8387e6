MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE c.id IN $ids
