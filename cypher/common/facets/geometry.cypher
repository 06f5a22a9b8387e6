// The sum stands first: LadybugDB 0.19.1 answers 0 for a sum behind count(DISTINCT …).
MATCH (s:MotifSite)-[:INSTANCE_OF]->(m:Motif)
RETURN m.geometry AS key, {{sum(s.multiplicity):INT64}} AS occurrences, count(DISTINCT s.crystalId) AS crystals
