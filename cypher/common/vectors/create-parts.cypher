UNWIND $rows AS r
CREATE (:RepresentationPart{{slot}} {id: {{r.id:INT64}}, text: r.text})
