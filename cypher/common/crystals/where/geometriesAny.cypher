any(x IN $geometriesAny WHERE x IN c.geometries)
