all(x IN $geometriesAll WHERE x IN c.geometries)
