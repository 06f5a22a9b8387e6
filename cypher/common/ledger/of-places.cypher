MATCH (s:Source)
WHERE s.place IN $places
RETURN s AS node
