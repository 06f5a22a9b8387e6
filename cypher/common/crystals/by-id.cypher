MATCH (c:Crystal)
WHERE c.id IN $ids
RETURN c AS node
