({{key}} < $beforeValue OR ({{key}} = $beforeValue AND s.id < $beforeId))
