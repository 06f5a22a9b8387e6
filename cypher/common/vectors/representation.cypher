MATCH (r:Representation)
RETURN r.digest AS digest
