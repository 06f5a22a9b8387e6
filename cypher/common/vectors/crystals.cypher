MATCH (c:Crystal)
WHERE c.id > $after
RETURN c.id AS id, c.formula AS formula, c.anonymousFormula AS anonymousFormula,
  c.spaceGroupNumber AS spaceGroupNumber, c.atomCount AS atomCount
ORDER BY c.id
LIMIT $limit
