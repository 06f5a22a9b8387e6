MATCH (m:Motif)
{{where}}
RETURN m AS node
ORDER BY {{key}} {{direction}}, m.id {{direction}}
LIMIT $limit
