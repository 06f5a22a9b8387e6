MATCH (m:Motif)<-[:INSTANCE_OF]-(s:MotifSite)-[r:SHARES]->(:MotifSite)
WHERE m.id IN $ids
WITH m.id AS motifId, r.kind AS kind, s.multiplicity * r.`count` * r.sharedLigands AS seen, r.angleMean AS mean,
  r.angleSpread AS spread, r.angleMin AS smallest, r.angleMax AS largest
RETURN motifId, kind, sum(seen) AS angleCount, sum(seen * mean) AS angleSum,
  sum(seen * (mean * mean + spread * spread)) AS angleSquares, min(smallest) AS angleMin, max(largest) AS angleMax
