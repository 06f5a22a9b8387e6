c.anonymousFormula IN $anonymousFormulas
