c.atomCount <= $atomCountMax
