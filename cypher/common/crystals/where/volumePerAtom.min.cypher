c.volumePerAtom >= $volumePerAtomMin
