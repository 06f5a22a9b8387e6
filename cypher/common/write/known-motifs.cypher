UNWIND $ids AS id
MATCH (m:Motif)
WHERE m.id = id
RETURN m.id AS id
