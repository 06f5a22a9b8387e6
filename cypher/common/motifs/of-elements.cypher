MATCH (m:Motif)-[:CENTERED_ON]->(e:Element)
WHERE e.symbol IN $keys AND m.crystalCount > 0{{and}}
RETURN e.symbol AS owner, m.id AS id, {{key}} AS value
ORDER BY value {{direction}}, id {{direction}}
