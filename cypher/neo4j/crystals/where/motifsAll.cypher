all(x IN $motifsAll WHERE x IN c.motifIds)
