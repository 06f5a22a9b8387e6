MATCH (r:Representation)
RETURN r AS node
