all(x IN $elementsAll WHERE x IN c.elements)
