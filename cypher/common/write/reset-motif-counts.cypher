MATCH (m:Motif)
SET m.crystalCount = 0, m.siteCount = 0
