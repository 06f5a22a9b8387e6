({{key}} < $afterValue OR ({{key}} = $afterValue AND c.id < $afterId))
