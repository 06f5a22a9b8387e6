UNWIND $ids AS id
MATCH (m:Motif)
WHERE m.id = id AND m.crystalCount > 0
RETURN m AS node
