UNWIND $rows AS r
MATCH (a:Source) WHERE a.id = r.`from`
MATCH (b:Crystal) WHERE b.id = r.`to`
CREATE (a)-[:YIELDED]->(b)
