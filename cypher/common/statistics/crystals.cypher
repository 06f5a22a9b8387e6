MATCH (c:Crystal) RETURN count(c) AS total
