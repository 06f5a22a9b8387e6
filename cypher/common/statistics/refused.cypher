MATCH (s:Source) WHERE s.refusalCode IS NOT NULL RETURN count(s) AS total
