UNWIND $ids AS id
MATCH (c:Crystal)
WHERE c.id = id
RETURN c.id AS id, c.partsCache AS parts
