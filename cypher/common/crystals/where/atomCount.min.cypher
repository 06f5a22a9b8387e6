c.atomCount >= $atomCountMin
