// From the crystals, whose ids are few: LadybugDB looks at every site for each id of a list of sites.
MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE c.id IN $crystals AND s.id IN $ids
RETURN s.id AS fromSite, t.id AS toSite, {{fields of SHARES}}
