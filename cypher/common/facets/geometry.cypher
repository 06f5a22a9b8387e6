// The sum stands first: LadybugDB 0.19.1 answers 0 for a sum behind count(DISTINCT …).
MATCH (c:Crystal)-[k:CONTAINS]->(m:Motif)
RETURN m.geometry AS key, {{sum(k.`count`):INT64}} AS occurrences, count(DISTINCT c.id) AS crystals
