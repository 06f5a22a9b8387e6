// The share of cation sites that two crystals have in motifs of the same type.
UNWIND $rows AS r
MATCH (c:Crystal)-[k:CONTAINS]->(m:Motif)
WHERE m.id = r.id AND c.id IN $ids
RETURN c.id AS id,
  sum(CASE WHEN k.fraction < {{r.fraction:DOUBLE}} THEN k.fraction ELSE {{r.fraction:DOUBLE}} END) AS overlap
ORDER BY overlap DESC, id
LIMIT $limit
