MATCH (m:Motif)
{{where}}
RETURN count(m) AS total
