MATCH (e:Element)
RETURN e.symbol AS symbol, e.name AS name, e.atomicNumber AS atomicNumber
