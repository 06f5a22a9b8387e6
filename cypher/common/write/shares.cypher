// All rows are cast at once: LadybugDB 0.19.1 casts lists row by row in time that grows with the square of their number.
UNWIND {{$rows:STRUCT(`from` STRING, `to` STRING, kind STRING, sharedLigands INT64, `count` INT64, distance DOUBLE,
  anglesInDegrees DOUBLE[], bondLengths DOUBLE[], image INT64[])[]}} AS r
MATCH (a:MotifSite) WHERE a.id = r.`from`
MATCH (b:MotifSite) WHERE b.id = r.`to`
CREATE (a)-[:SHARES {
  kind: r.kind, sharedLigands: r.sharedLigands, `count`: r.`count`, distance: r.distance,
  anglesInDegrees: r.anglesInDegrees, bondLengths: r.bondLengths, image: r.image
}]->(b)
