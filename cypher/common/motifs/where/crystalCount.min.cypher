m.crystalCount >= $crystalCountMin
