MATCH (c:Crystal)-[:HAS_PREDICTION]->(p:Prediction)
WHERE c.id IN $ids
RETURN p AS node
