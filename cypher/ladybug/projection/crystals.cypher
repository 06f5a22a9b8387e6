UNWIND $ids AS id
MATCH (c:Crystal)
WHERE c.id = id
RETURN c.propertiesCache AS node, c.connectivity AS connectivity, c.projectionCache AS projectionCache, c.checksum AS checksum
