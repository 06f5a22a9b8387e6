({{key}} > $beforeValue OR ({{key}} = $beforeValue AND m.id > $beforeId))
