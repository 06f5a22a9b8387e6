UNWIND $rows AS r
CREATE (:CrystalVector {
  id: r.id, formula: r.formula, geometry: r.geometry, element: r.element, x: {{r.x:DOUBLE}}, y: {{r.y:DOUBLE}},
  cluster: {{r.cluster:INT64}}, framework: r.framework, chemistry: r.chemistry, fingerprint: r.fingerprint
})
