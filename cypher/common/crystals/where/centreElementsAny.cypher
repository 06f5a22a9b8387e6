any(x IN {{$centreElementsAny:STRING[]}} WHERE x IN c.centreElements)
