none(x IN $elementsNone WHERE x IN c.elements)
