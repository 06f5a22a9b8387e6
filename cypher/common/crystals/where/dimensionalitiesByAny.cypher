c.dimensionality IN $dimensionalitiesByAny
