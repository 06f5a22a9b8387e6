UNWIND $rows AS r
CREATE (:Crystal {
  id: r.id, formula: r.formula, anonymousFormula: r.anonymousFormula, chemicalSystem: r.chemicalSystem,
  elements: r.elements, elementCount: r.elementCount, atomCount: r.atomCount,
  spaceGroupNumber: r.spaceGroupNumber, spaceGroupSymbol: r.spaceGroupSymbol, crystalSystem: r.crystalSystem,
  cell: r.cell, volumePerAtom: r.volumePerAtom, density: r.density, structure: r.structure, motifs: r.motifs,
  checksum: r.checksum,
  ionAssignment: r.ionAssignment, description: r.description, dimensionality: r.dimensionality,
  cornerDimensionality: r.cornerDimensionality, edgeDimensionality: r.edgeDimensionality,
  faceDimensionality: r.faceDimensionality, warnings: r.warnings, dataset: r.dataset, file: r.file, format: r.format,
  block: r.block, sha256: r.sha256, method: r.method, analysisVersion: r.analysisVersion, motifIds: r.motifIds,
  geometries: r.geometries, centreElements: r.centreElements, connectionKinds: r.connectionKinds,
  cornerCount: r.cornerCount, edgeCount: r.edgeCount, faceCount: r.faceCount
  {{predicted}}
})
