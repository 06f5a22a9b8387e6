MATCH (s:Source)
WHERE s.id > $after AND (s.file = $place OR s.file STARTS WITH $inFolder OR s.file STARTS WITH $inArchive)
RETURN s AS node
ORDER BY s.id
LIMIT $limit
