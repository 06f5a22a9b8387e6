MATCH (c:Crystal)
{{where}}
RETURN c.propertiesCache AS node, c.structure AS structure
ORDER BY {{key}} {{direction}}, c.id {{direction}}
LIMIT $limit
