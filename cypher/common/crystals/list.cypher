MATCH (c:Crystal)
{{where}}
RETURN c AS node
ORDER BY c.{{key}} {{direction}}, c.id {{direction}}
LIMIT $limit
