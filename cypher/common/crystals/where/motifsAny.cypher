any(x IN $motifsAny WHERE x IN c.motifIds)
