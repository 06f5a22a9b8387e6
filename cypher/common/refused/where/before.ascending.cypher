(s.{{key}} < $beforeValue OR (s.{{key}} = $beforeValue AND s.id < $beforeId))
