MATCH (c:Crystal)-[k:COMPOSED_OF]->(e:Element)
WHERE c.id >= $first AND c.id <= $last
RETURN c.id AS crystalId, e.symbol AS element, k.fraction AS fraction
