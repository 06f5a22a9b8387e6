MATCH (a:Motif)-[r:CONNECTED_TO]->(b:Motif)
RETURN a.id AS `from`, b.id AS `to`, {{fields of CONNECTED_TO}}
