UNWIND $rows AS r
MERGE (m:Motif {id: r.id})
ON CREATE SET
  m.element = r.element, m.geometry = r.geometry, m.coordinationNumber = {{r.coordinationNumber:INT64}},
  m.ligandFormula = r.ligandFormula, m.ligandElements = {{r.ligandElements:STRING[]}},
  m.crystalCount = 0, m.siteCount = 0
