c.formationEnergyPerAtom >= $formationEnergyPerAtomMin
