MATCH (c:Crystal)
WHERE c.spaceGroupNumber IS NOT NULL
RETURN c.spaceGroupNumber AS key, count(c) AS crystals, count(c) AS occurrences
