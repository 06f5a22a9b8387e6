MATCH (c:Crystal)
WHERE c.crystalSystem IS NOT NULL
RETURN c.crystalSystem AS key, count(c) AS crystals, count(c) AS occurrences
