MATCH (c:Crystal)
{{where}}
RETURN c AS node
ORDER BY {{key}} {{direction}}, c.id {{direction}}
LIMIT $limit
