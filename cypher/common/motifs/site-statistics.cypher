MATCH (s:MotifSite)-[:INSTANCE_OF]->(m:Motif)
WHERE m.id IN $ids AND s.csm IS NOT NULL
WITH m.id AS motifId, s.multiplicity AS sites, s.csm AS csm, s.multiplicity * s.coordinationNumber AS bonds,
  s.bondLengthMean AS mean, s.bondLengthMeanSquare AS meanSquare, s.bondLengthMin AS least,
  s.bondLengthMax AS greatest
RETURN motifId, sum(sites) AS csmCount, sum(sites * csm) AS csmSum, sum(sites * csm * csm) AS csmSquares,
  min(csm) AS csmMin, max(csm) AS csmMax, sum(bonds) AS bondCount, sum(bonds * mean) AS bondSum,
  sum(bonds * meanSquare) AS bondSquares, min(least) AS bondMin, max(greatest) AS bondMax
