MATCH (c:Crystal)
WHERE c.{{property}} IS NOT NULL
RETURN c.{{property}} AS key, count(c) AS crystals, count(c) AS occurrences
