UNWIND $ids AS id
MATCH (p:Prediction)
WHERE p.id = id
DETACH DELETE p
