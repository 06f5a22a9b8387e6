list_has_all(c.connectionKinds, CAST($connectionKindsAll AS STRING[]))
