MATCH (r:Representation)
WHERE r.id = 'current' AND r.slot IS NOT NULL
RETURN r.slot AS slot, r.digest AS digest
