MATCH (s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE s.crystalId > $after AND s.crystalId <= $last
RETURN s.crystalId AS crystalId, s.id AS fromSite, t.id AS toSite, r.kind AS kind, sum(r.`count`) AS `count`
