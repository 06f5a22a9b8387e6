MATCH (s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE s.id IN $ids
RETURN s.id AS fromSite, t.id AS toSite, r.kind AS kind, r.`count` AS `count`
