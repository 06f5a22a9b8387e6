MATCH (s:Source)
{{where}}
RETURN s AS node
ORDER BY {{key}} {{direction}}
LIMIT $limit
