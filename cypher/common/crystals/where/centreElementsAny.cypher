any(x IN $centreElementsAny WHERE x IN c.centreElements)
