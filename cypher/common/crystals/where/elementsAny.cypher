any(x IN {{$elementsAny:STRING[]}} WHERE x IN c.elements)
