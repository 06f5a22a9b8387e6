MATCH (c:Crystal)
WHERE c.id > $after
RETURN c.id AS id, c.motifsCache AS motifsCache
ORDER BY c.id
LIMIT $limit
