MATCH (c:Crystal)
WHERE c.id > $after AND c.id <= $last
RETURN c.id AS id, c.motifs AS motifs
