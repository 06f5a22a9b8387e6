m.crystalCount > 0
