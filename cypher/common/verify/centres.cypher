MATCH (m:Motif)-[:CENTERED_ON]->(e:Element)
RETURN m.id AS id, e.symbol AS symbol, e.name AS name, e.atomicNumber AS atomicNumber
