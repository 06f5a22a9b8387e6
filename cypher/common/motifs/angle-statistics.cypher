MATCH (s:MotifSite)-[r:SHARES]->(:MotifSite)
WHERE s.motifId IN $ids
UNWIND r.anglesInDegrees AS angle
RETURN s.motifId AS motifId, r.kind AS kind, sum(s.multiplicity * r.`count`) AS `count`,
  sum(s.multiplicity * r.`count` * angle) AS angleSum, sum(s.multiplicity * r.`count` * angle * angle) AS angleSquares,
  min(angle) AS angleMin, max(angle) AS angleMax
