(s.{{key}} > $afterValue OR (s.{{key}} = $afterValue AND s.id > $afterId))
