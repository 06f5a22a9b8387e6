UNWIND $rows AS r
MATCH (a:Motif) WHERE a.id = r.`from`
MATCH (b:Element) WHERE b.symbol = r.`to`
MERGE (a)-[:CENTERED_ON]->(b)
