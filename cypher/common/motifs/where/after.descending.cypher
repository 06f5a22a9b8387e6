({{key}} < $afterValue OR ({{key}} = $afterValue AND m.id < $afterId))
