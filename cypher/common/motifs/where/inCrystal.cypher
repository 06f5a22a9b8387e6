EXISTS { MATCH (c:Crystal)-[:CONTAINS]->(m) WHERE c.id = $inCrystal }
