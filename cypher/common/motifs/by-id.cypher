MATCH (m:Motif)
WHERE m.id IN $ids AND m.crystalCount > 0
RETURN m AS node
