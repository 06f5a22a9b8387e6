(m.{{key}} < $afterValue OR (m.{{key}} = $afterValue AND m.id < $afterId))
