MATCH (s:Source)
WHERE s.id > $after AND (s.place = $place OR s.place STARTS WITH $inFolder OR s.place STARTS WITH $inArchive)
RETURN s AS node
ORDER BY s.id
LIMIT $limit
