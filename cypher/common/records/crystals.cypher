UNWIND $ids AS id
MATCH (c:Crystal)
WHERE c.id = id
RETURN c AS node
