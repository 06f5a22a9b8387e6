c.elementCount >= $elementCountMin
