MATCH (c:Crystal)-[:COMPOSED_OF]->(e:Element)
WHERE e.symbol IN $keys{{and}}
RETURN e.symbol AS owner, c.id AS id, {{key}} AS value
ORDER BY value {{direction}}, id {{direction}}
