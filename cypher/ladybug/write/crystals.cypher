UNWIND $rows AS r
CREATE (:Crystal {
  id: r.id, node: r.node, structure: r.structure, motifs: r.motifs, checksum: r.checksum,
  formula: r.formula,
  anonymousFormula: r.anonymousFormula, chemicalSystem: r.chemicalSystem,
  elements: CAST(r.elements AS STRING[]), elementCount: CAST(r.elementCount AS INT64),
  atomCount: CAST(r.atomCount AS INT64), spaceGroupNumber: CAST(r.spaceGroupNumber AS INT64), crystalSystem: r.crystalSystem,
  volumePerAtom: CAST(r.volumePerAtom AS DOUBLE), density: CAST(r.density AS DOUBLE),
  dimensionality: CAST(r.dimensionality AS INT64), cornerDimensionality: CAST(r.cornerDimensionality AS INT64),
  edgeDimensionality: CAST(r.edgeDimensionality AS INT64), faceDimensionality: CAST(r.faceDimensionality AS INT64),
  dataset: r.dataset, analysisVersion: r.analysisVersion, motifIds: CAST(r.motifIds AS STRING[]),
  geometries: CAST(r.geometries AS STRING[]), centreElements: CAST(r.centreElements AS STRING[]),
  connectionKinds: CAST(r.connectionKinds AS STRING[]), cornerCount: CAST(r.cornerCount AS INT64),
  edgeCount: CAST(r.edgeCount AS INT64), faceCount: CAST(r.faceCount AS INT64)
  {{predicted}}
})
