MATCH (c:Crystal)-[:HAS_PREDICTION]->(p:Prediction)
WHERE c.id >= $first AND c.id <= $last
RETURN c.id AS crystalId, p AS node
