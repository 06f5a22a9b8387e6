MATCH (m:Meta) WHERE m.id = 'graph' RETURN m.schemaVersion AS schemaVersion, m AS node
