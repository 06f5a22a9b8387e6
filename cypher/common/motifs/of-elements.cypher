MATCH (m:Motif)
WHERE m.element IN $keys AND m.crystalCount > 0{{and}}
RETURN m.element AS owner, m.id AS id, {{key}} AS value
ORDER BY value {{direction}}, id {{direction}}
