MATCH (m:Motif)
WHERE m.crystalCount > 0
RETURN m.id AS key, m.crystalCount AS crystals, m.siteCount AS occurrences
