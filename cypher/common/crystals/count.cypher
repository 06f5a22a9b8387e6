MATCH (c:Crystal)
{{where}}
RETURN count(c) AS total
