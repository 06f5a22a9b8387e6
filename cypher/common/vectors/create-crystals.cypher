// Of crystals that are still there: another process may have deleted some since they were read.
UNWIND $rows AS r
MATCH (c:Crystal)
WHERE c.id = r.id
CREATE (:CrystalVector{{slot}} {
  id: r.id, formula: r.formula, geometry: r.geometry, element: r.element, x: {{r.x:DOUBLE}}, y: {{r.y:DOUBLE}},
  cluster: {{r.cluster:INT64}}, framework: r.framework, chemistry: r.chemistry, fingerprint: r.fingerprint,
  checksum: r.checksum
})
