MATCH (c:Crystal)
WHERE c.cornerCount > 0
RETURN 'corner' AS key, count(c) AS crystals, {{sum(c.cornerCount):INT64}} AS occurrences
UNION ALL
MATCH (c:Crystal)
WHERE c.edgeCount > 0
RETURN 'edge' AS key, count(c) AS crystals, {{sum(c.edgeCount):INT64}} AS occurrences
UNION ALL
MATCH (c:Crystal)
WHERE c.faceCount > 0
RETURN 'face' AS key, count(c) AS crystals, {{sum(c.faceCount):INT64}} AS occurrences
