m.coordinationNumber <= $coordinationNumberMax
