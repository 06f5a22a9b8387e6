UNWIND $rows AS r
CREATE (:Source {
  id: r.id, name: r.name, dataset: r.dataset, file: r.file, place: r.place, block: r.block, sha256: r.sha256,
  analysisVersion: r.analysisVersion,
  refusalCode: r.refusalCode, refusalMessage: r.refusalMessage, refusalLine: {{r.refusalLine:INT64}},
  checksum: r.checksum
})
