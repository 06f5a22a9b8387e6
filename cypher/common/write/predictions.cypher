UNWIND $rows AS r
CREATE (:Prediction {
  id: r.id, crystalId: r.crystalId, property: r.property, value: {{r.value:DOUBLE}}, low: {{r.low:DOUBLE}},
  high: {{r.high:DOUBLE}}, model: r.model, version: r.version, cautions: {{r.cautions:STRING[]}}
})
