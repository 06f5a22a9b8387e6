MATCH (a:Motif)-[k:CONNECTED_TO]->(b:Motif)
RETURN a.id AS `from`, b.id AS `to`, k.kind AS kind, k.occurrences AS occurrences, k.crystals AS crystals
