// In one round trip. Neo4j scores (1 + cosine) / 2.
MATCH (v:CrystalVector{{slot}})
WHERE v.id = $id AND v.{{property}} IS NOT NULL
CALL db.index.vector.queryNodes($index, $limit, v.{{property}}) YIELD node, score
RETURN node.id AS id, 2 * score - 1 AS cosine
ORDER BY cosine DESC, id
