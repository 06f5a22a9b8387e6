none(x IN {{$connectionKindsNone:STRING[]}} WHERE x IN c.connectionKinds)
