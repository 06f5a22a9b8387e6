MATCH (v:CrystalVector{{slot}})
WHERE v.x IS NOT NULL
RETURN v.id AS id, v.formula AS formula, v.geometry AS geometry, v.element AS element, v.x AS x, v.y AS y,
  v.cluster AS cluster
ORDER BY v.id
