UNWIND $ids AS id
MATCH (s:Source)
WHERE s.id = id
DETACH DELETE s
