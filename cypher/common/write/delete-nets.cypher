MATCH (c:Crystal)-[:HAS_NET]->(n:Net)
WHERE c.id IN $ids
DETACH DELETE n
