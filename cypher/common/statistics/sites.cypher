MATCH (s:MotifSite) RETURN count(s) AS total
