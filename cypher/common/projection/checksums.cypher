MATCH (c:Crystal)
RETURN c.id AS id, c.checksum AS checksum
