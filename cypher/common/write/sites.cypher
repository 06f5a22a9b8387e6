UNWIND $rows AS r
CREATE (:MotifSite {
  id: r.id, crystalId: r.crystalId, orbit: {{r.orbit:INT64}}, element: r.element, wyckoff: r.wyckoff,
  siteSymmetry: r.siteSymmetry, multiplicity: {{r.multiplicity:INT64}}, oxidationState: {{r.oxidationState:DOUBLE}},
  coordinationNumber: {{r.coordinationNumber:INT64}}, motifId: r.motifId, noMotif: r.noMotif, csm: {{r.csm:DOUBLE}},
  ligandElements: {{r.ligandElements:STRING[]}}, ligandSites: r.ligandSites,
  ligandImages: r.ligandImages, ligandDistances: r.ligandDistances,
  bondLengthMean: {{r.bondLengthMean:DOUBLE}}, bondLengthSpread: {{r.bondLengthSpread:DOUBLE}},
  polyhedronVolume: {{r.polyhedronVolume:DOUBLE}}, fingerprint: r.fingerprint,
  bondLengthMin: {{r.bondLengthMin:DOUBLE}}, bondLengthMax: {{r.bondLengthMax:DOUBLE}},
  bondLengthMeanSquare: {{r.bondLengthMeanSquare:DOUBLE}}
})
