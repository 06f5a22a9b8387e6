MATCH (c:Crystal)
WHERE c.id > $after
RETURN c.id AS id
ORDER BY c.id
LIMIT $limit
