MATCH (m:Motif)
WHERE m.id IN $ids
RETURN m.id AS id
