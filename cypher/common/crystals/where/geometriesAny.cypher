any(x IN {{$geometriesAny:STRING[]}} WHERE x IN c.geometries)
