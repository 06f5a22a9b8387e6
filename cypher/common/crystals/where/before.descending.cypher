({{key}} > $beforeValue OR ({{key}} = $beforeValue AND c.id > $beforeId))
