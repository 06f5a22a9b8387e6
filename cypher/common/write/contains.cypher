UNWIND $rows AS r
MATCH (a:Crystal) WHERE a.id = r.`from`
MATCH (b:Motif) WHERE b.id = r.`to`
CREATE (a)-[:CONTAINS {`count`: {{r.`count`:INT64}}, fraction: {{r.fraction:DOUBLE}}}]->(b)
