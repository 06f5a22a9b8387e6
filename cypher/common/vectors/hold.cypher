// Setting it locks the node: nobody else begins before this transaction ends.
MATCH (r:Representation)
WHERE r.id = 'current' AND r.building = $token
SET r.building = $token
RETURN r.id AS id
