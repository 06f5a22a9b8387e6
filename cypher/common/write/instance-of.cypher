UNWIND $rows AS r
MATCH (a:MotifSite) WHERE a.id = r.`from`
MATCH (b:Motif) WHERE b.id = r.`to`
CREATE (a)-[:INSTANCE_OF]->(b)
