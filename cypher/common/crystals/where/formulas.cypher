c.formula IN $formulas
