MATCH (c:Crystal)-[:CONTAINS]->(m:Motif)
RETURN m.geometry AS key, count(DISTINCT c.id) AS crystalCount
