UNWIND $rows AS r
MATCH (c:Crystal)
WHERE c.id = r.id AND c.checksum = r.before
SET {{reported of Crystal}}
RETURN c.id AS id
