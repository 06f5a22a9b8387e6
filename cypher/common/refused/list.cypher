MATCH (s:Source)
{{where}}
RETURN s AS node
ORDER BY s.{{key}} {{direction}}
LIMIT $limit
