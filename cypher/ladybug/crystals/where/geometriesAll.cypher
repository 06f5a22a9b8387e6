list_has_all(c.geometries, CAST($geometriesAll AS STRING[]))
