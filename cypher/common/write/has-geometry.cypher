UNWIND $rows AS r
MATCH (a:Motif) WHERE a.id = r.`from`
MATCH (b:Geometry) WHERE b.symbol = r.`to`
MERGE (a)-[:HAS_GEOMETRY]->(b)
