UNWIND $rows AS r
MATCH (m:Motif)
WHERE m.id = r.id
SET m.crystalCount = m.crystalCount + {{r.crystals:INT64}}, m.siteCount = m.siteCount + {{r.sites:INT64}}
