MATCH (c:Crystal)
WHERE c.analysisVersion IS NOT NULL
RETURN c.analysisVersion AS key, count(c) AS crystals, count(c) AS occurrences
