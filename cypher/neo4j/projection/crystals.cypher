UNWIND $ids AS id
MATCH (c:Crystal)
WHERE c.id = id
RETURN c {.*, structure: null, connectivity: null, motifsCache: null, projectionCache: null, partsCache: null} AS node, c.connectivity AS connectivity,
  c.projectionCache AS projectionCache, c.checksum AS checksum
