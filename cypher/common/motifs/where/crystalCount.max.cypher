m.crystalCount <= $crystalCountMax
