MATCH (s:MotifSite)
WHERE s.crystalId > $after AND s.crystalId <= $last
