MATCH (c:Crystal)
WHERE c.id > $after
RETURN c.id AS id, c.motifs AS motifs
ORDER BY c.id
LIMIT $limit
