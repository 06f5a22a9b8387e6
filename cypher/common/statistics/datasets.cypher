MATCH (c:Crystal)
RETURN c.dataset AS dataset, count(c) AS total
