MATCH (s:Source)
WHERE s.refusalCode IS NOT NULL{{conditions}}
RETURN s AS node
ORDER BY s.id {{direction}}
LIMIT $limit
