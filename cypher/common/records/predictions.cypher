MATCH (c:Crystal)-[:HAS_PREDICTION]->(p:Prediction)
WHERE c.id IN $ids
RETURN c.id AS crystalId, p AS node
