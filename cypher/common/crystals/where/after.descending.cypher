(c.{{key}} < $afterValue OR (c.{{key}} = $afterValue AND c.id < $afterId))
