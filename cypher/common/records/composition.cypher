MATCH (c:Crystal)-[k:COMPOSED_OF]->(e:Element)
WHERE c.id IN $ids
RETURN c.id AS crystalId, e.symbol AS element, k.fraction AS fraction
