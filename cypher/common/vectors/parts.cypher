MATCH (p:RepresentationPart)
RETURN p.id AS id, p.text AS text
ORDER BY p.id
