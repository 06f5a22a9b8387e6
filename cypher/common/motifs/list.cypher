MATCH (m:Motif)
{{where}}
RETURN m AS node
ORDER BY m.{{key}} {{direction}}, m.id {{direction}}
LIMIT $limit
