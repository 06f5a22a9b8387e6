MATCH (e:Element)
RETURN e AS node
