UNWIND $rows AS r
MERGE (g:Geometry {symbol: r.symbol})
ON CREATE SET g.name = r.name, g.coordinationNumber = {{r.coordinationNumber:INT64}}
