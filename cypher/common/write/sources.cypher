UNWIND $rows AS r
MERGE (s:Source {id: r.id})
SET
  s.file = r.file, s.block = r.block, s.sha256 = r.sha256, s.analysisVersion = r.analysisVersion,
  s.refusalCode = r.refusalCode, s.refusalMessage = r.refusalMessage, s.refusalLine = {{r.refusalLine:INT64}}
