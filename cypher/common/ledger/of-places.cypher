MATCH (s:Source)
WHERE s.file IN $files
RETURN s AS node
