MATCH (m:Motif)
WHERE m.crystalCount > 0
RETURN m.element AS key, count(m) AS motifCount, {{sum(m.siteCount):INT64}} AS siteCount
