(c.{{key}} < $beforeValue OR (c.{{key}} = $beforeValue AND c.id < $beforeId))
