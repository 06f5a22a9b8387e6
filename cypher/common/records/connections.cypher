MATCH (c:Crystal)-[:HAS_SITE]->(s:MotifSite)-[r:SHARES]->(t:MotifSite)
WHERE c.id IN $ids
RETURN c.id AS crystalId, s.id AS fromSite, t.id AS toSite, r.kind AS kind, r.sharedLigands AS sharedLigands,
  r.`count` AS `count`, r.distance AS distance, r.anglesInDegrees AS anglesInDegrees, r.bondLengths AS bondLengths,
  r.image AS image, r.angleMean AS angleMean, r.angleSpread AS angleSpread, r.angleMin AS angleMin,
  r.angleMax AS angleMax
