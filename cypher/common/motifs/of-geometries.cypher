MATCH (m:Motif)-[:HAS_GEOMETRY]->(g:Geometry)
WHERE g.symbol IN $keys AND m.crystalCount > 0{{and}}
RETURN g.symbol AS owner, m.id AS id, {{key}} AS value
ORDER BY value {{direction}}, id {{direction}}
