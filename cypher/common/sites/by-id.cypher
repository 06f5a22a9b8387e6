MATCH (s:MotifSite)
WHERE s.id IN $ids
RETURN s AS node
