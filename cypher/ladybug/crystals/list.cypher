MATCH (c:Crystal)
{{where}}
RETURN c.node AS node, c.structure AS structure
ORDER BY {{key}} {{direction}}, c.id {{direction}}
LIMIT $limit
