MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE c.id IN $ids
RETURN c.id AS crystalId, s.id AS fromSite, t.id AS toSite, {{values of SHARES}}
