CREATE (:Meta {id: 'graph', schemaVersion: $schemaVersion, summariesStale: false})
