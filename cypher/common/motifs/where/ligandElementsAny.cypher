any(x IN $ligandElementsAny WHERE x IN m.ligandElements)
