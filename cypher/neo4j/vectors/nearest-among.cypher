// Exact. Neo4j scores (1 + cosine) / 2.
UNWIND $ids AS id
MATCH (v:CrystalVector{{slot}})
WHERE v.id = id AND v.{{property}} IS NOT NULL
WITH v.id AS id, vector.similarity.cosine(v.{{property}}, $vector) AS score
ORDER BY score DESC, id
LIMIT $limit
RETURN id, 2 * score - 1 AS cosine
