MATCH (c:Crystal)
WHERE c.dataset IS NOT NULL
RETURN c.dataset AS key, count(c) AS crystals, count(c) AS occurrences
