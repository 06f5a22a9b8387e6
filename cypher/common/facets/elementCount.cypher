MATCH (c:Crystal)
WHERE c.elementCount IS NOT NULL
RETURN c.elementCount AS key, count(c) AS crystals, count(c) AS occurrences
