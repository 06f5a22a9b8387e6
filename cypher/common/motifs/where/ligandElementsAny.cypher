any(x IN {{$ligandElementsAny:STRING[]}} WHERE x IN m.ligandElements)
