c.chemicalSystem IN $chemicalSystems
