UNWIND $rows AS r
MATCH (a:MotifSite) WHERE a.id = r.`from`
MATCH (b:MotifSite) WHERE b.id = r.`to`
CREATE (a)-[:SHARES {
  kind: r.kind, sharedLigands: {{r.sharedLigands:INT64}}, `count`: {{r.`count`:INT64}},
  distance: {{r.distance:DOUBLE}}, angleMean: {{r.angleMean:DOUBLE}}, angleSpread: {{r.angleSpread:DOUBLE}},
  angleMin: {{r.angleMin:DOUBLE}}, angleMax: {{r.angleMax:DOUBLE}},
  anglesInDegrees: r.anglesInDegrees, bondLengths: r.bondLengths, image: r.image
}]->(b)
