list_has_all(c.motifIds, CAST($motifsAll AS STRING[]))
