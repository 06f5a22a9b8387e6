UNWIND $rows AS r
MATCH (a:Motif) WHERE a.id = r.`from`
MATCH (b:Motif) WHERE b.id = r.`to`
MERGE (a)-[k:CONNECTED_TO {kind: r.kind}]->(b)
ON CREATE SET k.occurrences = {{r.occurrences:INT64}}, k.crystals = {{r.crystals:INT64}}
ON MATCH SET k.occurrences = k.occurrences + {{r.occurrences:INT64}}, k.crystals = k.crystals + {{r.crystals:INT64}}
