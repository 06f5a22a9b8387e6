UNWIND $rows AS r
MERGE (e:Element {symbol: r.symbol})
ON CREATE SET e.name = r.name, e.atomicNumber = {{r.atomicNumber:INT64}}
