c.isMetal >= $isMetalMin
