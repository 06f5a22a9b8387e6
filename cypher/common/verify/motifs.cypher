MATCH (m:Motif)
RETURN m AS node
