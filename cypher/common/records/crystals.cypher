MATCH (c:Crystal)
WHERE c.id >= $first AND c.id <= $last
RETURN c AS node
