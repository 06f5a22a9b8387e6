MATCH (m:Meta)
WHERE m.id = 'graph'
RETURN m.version AS version
