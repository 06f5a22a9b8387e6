{{of}}
RETURN s.id AS id, s.crystalId AS crystalId, s.orbit AS orbit, s.motifId AS motifId, s.element AS element,
  s.oxidationState AS oxidationState, s.multiplicity AS multiplicity, s.siteSymmetry AS siteSymmetry,
  s.fingerprint AS fingerprint
