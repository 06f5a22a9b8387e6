MATCH (p:RepresentationPart{{slot}})
RETURN p.id AS id, p.text AS text
ORDER BY p.id
