MATCH (s:Source)
WHERE s.refusalCode IS NOT NULL
RETURN s.refusalCode AS key, count(s) AS total
ORDER BY total DESC, key
