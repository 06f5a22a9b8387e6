any(x IN $elementsAny WHERE x IN c.elements)
