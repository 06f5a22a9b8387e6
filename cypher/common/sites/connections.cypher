MATCH (s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE s.id IN $ids
RETURN s.id AS fromSite, t.id AS toSite, r.kind AS kind, r.sharedLigands AS sharedLigands, r.`count` AS `count`,
  r.distance AS distance, r.anglesInDegrees AS anglesInDegrees,
  r.bondLengths AS bondLengths, r.image AS image
