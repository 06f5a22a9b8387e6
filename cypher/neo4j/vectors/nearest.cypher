// Neo4j scores (1 + cosine) / 2.
CALL db.index.vector.queryNodes($index, $limit, $vector) YIELD node, score
RETURN node.id AS id, 2 * score - 1 AS cosine
ORDER BY cosine DESC, id
