c.volumePerAtom <= $volumePerAtomMax
