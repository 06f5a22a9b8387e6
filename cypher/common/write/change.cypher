// Nodes of a graph that was upgraded in its place had no counter before.
MATCH (m:Meta)
WHERE m.id = 'graph'
SET m.changes = coalesce(m.changes, 0) + 1, m.version = $version
RETURN m.changes AS changes
