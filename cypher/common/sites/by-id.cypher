UNWIND $ids AS id
MATCH (s:MotifSite)
WHERE s.id = id
RETURN s AS node
