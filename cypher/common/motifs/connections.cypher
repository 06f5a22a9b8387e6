MATCH (m:Motif)-[r:CONNECTED_TO]->(n:Motif)
WHERE m.id IN $ids AND r.kind IN $kinds
RETURN m.id AS fromMotif, n.id AS toMotif, {{fields of CONNECTED_TO}}
ORDER BY occurrences DESC, toMotif, kind
