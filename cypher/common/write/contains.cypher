UNWIND $rows AS r
MATCH (a:Crystal) WHERE a.id = r.`from`
MATCH (b:Motif) WHERE b.id = r.`to`
CREATE (a)-[:CONTAINS { {{properties of CONTAINS}} }]->(b)
