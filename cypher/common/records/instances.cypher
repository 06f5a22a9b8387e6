MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)-[:INSTANCE_OF]->(m:Motif)
WHERE c.id IN $ids
RETURN c.id AS crystalId, s.id AS site, m.id AS motif
