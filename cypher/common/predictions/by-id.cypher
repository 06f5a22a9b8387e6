UNWIND $ids AS id
MATCH (p:Prediction)
WHERE p.id = id
RETURN p AS node
