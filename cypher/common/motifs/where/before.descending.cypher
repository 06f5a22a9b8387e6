(m.{{key}} > $beforeValue OR (m.{{key}} = $beforeValue AND m.id > $beforeId))
