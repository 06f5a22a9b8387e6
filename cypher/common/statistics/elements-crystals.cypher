MATCH (c:Crystal)-[:COMPOSED_OF]->(e:Element)
RETURN e.symbol AS key, count(c) AS crystalCount
