MATCH (m:Motif)-[:HAS_GEOMETRY]->(g:Geometry)
RETURN m.id AS id, g.symbol AS symbol
