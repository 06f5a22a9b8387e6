MATCH (c:Crystal)-[:CONTAINS]->(m:Motif)
WHERE m.id IN $keys{{and}}
RETURN m.id AS owner, c.id AS id, {{key}} AS value
ORDER BY value {{direction}}, id {{direction}}
