UNWIND $rows AS r
MATCH (a:Crystal) WHERE a.id = r.`from`
MATCH (b:Element) WHERE b.symbol = r.`to`
CREATE (a)-[:COMPOSED_OF {fraction: {{r.fraction:DOUBLE}}}]->(b)
