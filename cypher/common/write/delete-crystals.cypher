UNWIND $ids AS id
MATCH (c:Crystal)
WHERE c.id = id
DETACH DELETE c
