c.density >= $densityMin
