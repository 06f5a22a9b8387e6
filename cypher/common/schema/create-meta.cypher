MERGE (m:Meta {id: 'graph'})
ON CREATE SET m.schemaVersion = $schemaVersion, m.graphId = $graphId, m.changes = 0, m.version = $version
