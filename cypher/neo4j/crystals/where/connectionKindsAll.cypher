all(x IN $connectionKindsAll WHERE x IN c.connectionKinds)
