MATCH (s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE s.motifId IS NOT NULL AND t.motifId IS NOT NULL
RETURN s.motifId AS `from`, t.motifId AS `to`, r.kind AS kind, {{sum(s.multiplicity * r.`count`):INT64}} AS seen,
  count(DISTINCT s.crystalId) AS crystals
