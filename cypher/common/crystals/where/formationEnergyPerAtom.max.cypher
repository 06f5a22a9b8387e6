c.formationEnergyPerAtom <= $formationEnergyPerAtomMax
