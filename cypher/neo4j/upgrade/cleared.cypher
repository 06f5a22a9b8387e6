MATCH (m:Meta)
WHERE m.id = 'graph'
SET m.cleared = true
