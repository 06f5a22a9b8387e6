m.geometry IN $geometries
