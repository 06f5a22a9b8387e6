UNWIND $ids AS id
MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)
WHERE c.id = id
DETACH DELETE s
