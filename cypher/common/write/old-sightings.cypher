MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE c.id IN $ids AND s.motifId IS NOT NULL AND t.motifId IS NOT NULL
RETURN c.id AS crystalId, s.motifId AS `from`, t.motifId AS `to`, r.kind AS kind,
  {{sum(s.multiplicity * r.`count`):INT64}} AS seen
