MATCH (c:Crystal)
RETURN c.id AS id
ORDER BY c.id
