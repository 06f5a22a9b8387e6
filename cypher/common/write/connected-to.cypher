UNWIND $rows AS r
MATCH (a:Motif) WHERE a.id = r.`from`
MATCH (b:Motif) WHERE b.id = r.`to`
CREATE (a)-[:CONNECTED_TO {
  kind: r.kind, occurrences: {{r.occurrences:INT64}}, crystals: {{r.crystals:INT64}}
}]->(b)
