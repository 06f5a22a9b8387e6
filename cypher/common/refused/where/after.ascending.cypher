({{key}} > $afterValue OR ({{key}} = $afterValue AND s.id > $afterId))
