MATCH (c:Crystal)-[:CONTAINS]->(m:Motif)-[:HAS_GEOMETRY]->(g:Geometry)
WHERE g.symbol IN $keys{{and}}
RETURN DISTINCT g.symbol AS owner, c.id AS id, {{key}} AS value
ORDER BY value {{direction}}, id {{direction}}
