UNWIND $ids AS id
MATCH (c:Crystal)
WHERE c.id = id
RETURN c.propertiesCache AS node, c.structure AS structure, c.connectivity AS connectivity
