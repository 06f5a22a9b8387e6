MATCH (s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE s.crystalId > $after AND s.crystalId <= $last
