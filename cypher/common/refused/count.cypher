MATCH (s:Source)
WHERE s.refusalCode IS NOT NULL{{conditions}}
RETURN count(s) AS total
