c.density <= $densityMax
