none(x IN $connectionKindsNone WHERE x IN c.connectionKinds)
