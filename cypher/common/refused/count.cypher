MATCH (s:Source)
{{where}}
RETURN count(s) AS total
