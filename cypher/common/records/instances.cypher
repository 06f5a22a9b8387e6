MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)-[:INSTANCE_OF]->(m:Motif)
WHERE c.id >= $first AND c.id <= $last
RETURN c.id AS crystalId, s.id AS site, m.id AS motif
