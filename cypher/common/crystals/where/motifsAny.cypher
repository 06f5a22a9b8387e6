EXISTS { MATCH (c)-[:CONTAINS]->(o:Motif) WHERE o.id IN $motifsAny }
