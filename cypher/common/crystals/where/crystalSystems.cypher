c.crystalSystem IN $crystalSystems
