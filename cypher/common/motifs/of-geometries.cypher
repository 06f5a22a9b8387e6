MATCH (m:Motif)
WHERE m.geometry IN $keys AND m.crystalCount > 0{{and}}
RETURN m.geometry AS owner, m.id AS id, {{key}} AS value
ORDER BY value {{direction}}, id {{direction}}
