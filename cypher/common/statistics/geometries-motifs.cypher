MATCH (m:Motif)
WHERE m.crystalCount > 0
RETURN m.geometry AS key, count(m) AS motifCount, {{sum(m.siteCount):INT64}} AS siteCount
