UNWIND $rows AS r
MATCH (a:MotifSite) WHERE a.id = r.`from`
MATCH (b:MotifSite) WHERE b.id = r.`to`
CREATE (a)-[:SHARES {kind: r.kind, sharedLigands: r.sharedLigands, `count`: r.`count`, distance: r.distance, anglesInDegrees: r.anglesInDegrees, bondLengths: r.bondLengths, image: r.image}]->(b)
