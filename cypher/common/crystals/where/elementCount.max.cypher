c.elementCount <= $elementCountMax
