UNWIND $rows AS r
CREATE (:Crystal {
  id: r.id, formula: r.formula, anonymousFormula: r.anonymousFormula, chemicalSystem: r.chemicalSystem,
  elements: {{r.elements:STRING[]}}, elementCount: {{r.elementCount:INT64}}, atomCount: {{r.atomCount:INT64}},
  spaceGroupNumber: {{r.spaceGroupNumber:INT64}}, spaceGroupSymbol: r.spaceGroupSymbol,
  crystalSystem: r.crystalSystem, cell: r.cell, volumePerAtom: {{r.volumePerAtom:DOUBLE}},
  density: {{r.density:DOUBLE}}, structure: r.structure, ionAssignment: r.ionAssignment,
  description: r.description, dimensionality: {{r.dimensionality:INT64}},
  cornerDimensionality: {{r.cornerDimensionality:INT64}}, edgeDimensionality: {{r.edgeDimensionality:INT64}},
  faceDimensionality: {{r.faceDimensionality:INT64}},
  warnings: {{r.warnings:STRING[]}}, dataset: r.dataset, file: r.file, format: r.format, block: r.block,
  sha256: r.sha256, method: r.method, analysisVersion: r.analysisVersion, motifIds: {{r.motifIds:STRING[]}},
  geometries: {{r.geometries:STRING[]}}, centreElements: {{r.centreElements:STRING[]}},
  connectionKinds: {{r.connectionKinds:STRING[]}}, cornerCount: {{r.cornerCount:INT64}},
  edgeCount: {{r.edgeCount:INT64}}, faceCount: {{r.faceCount:INT64}},
  bandGap: {{r.bandGap:DOUBLE}}, formationEnergyPerAtom: {{r.formationEnergyPerAtom:DOUBLE}},
  isMetal: {{r.isMetal:DOUBLE}}
})
