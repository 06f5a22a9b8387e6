MERGE (m:Meta {id: 'graph'})
ON CREATE SET m.schemaVersion = $schemaVersion, m.graphId = $graphId
