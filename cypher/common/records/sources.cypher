MATCH (s:Source)
WHERE s.id > $after
RETURN s AS node
ORDER BY s.id
LIMIT $limit
