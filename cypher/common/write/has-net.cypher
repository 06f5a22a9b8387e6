UNWIND $rows AS r
MATCH (a:Crystal) WHERE a.id = r.`from`
MATCH (b:Net) WHERE b.id = r.`to`
CREATE (a)-[:HAS_NET]->(b)
