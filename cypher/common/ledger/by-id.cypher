UNWIND $ids AS id
MATCH (s:Source)
WHERE s.id = id
RETURN s AS node
