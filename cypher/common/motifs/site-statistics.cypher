MATCH (s:MotifSite)
WHERE s.motifId IN $ids AND s.csm IS NOT NULL
RETURN s.motifId AS motifId, sum(s.multiplicity) AS `count`,
  sum(s.multiplicity * s.csm) AS csmSum, sum(s.multiplicity * s.csm * s.csm) AS csmSquares,
  min(s.csm) AS csmMin, max(s.csm) AS csmMax,
  sum(s.multiplicity * s.bondLengthMean) AS bondSum, sum(s.multiplicity * s.bondLengthMean * s.bondLengthMean) AS bondSquares,
  min(s.bondLengthMean) AS bondMin, max(s.bondLengthMean) AS bondMax
