m.coordinationNumber >= $coordinationNumberMin
