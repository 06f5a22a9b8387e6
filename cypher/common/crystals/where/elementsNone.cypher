none(x IN {{$elementsNone:STRING[]}} WHERE x IN c.elements)
