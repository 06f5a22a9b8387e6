UNWIND $rows AS r
CREATE (:RepresentationPart {id: {{r.id:INT64}}, text: r.text})
