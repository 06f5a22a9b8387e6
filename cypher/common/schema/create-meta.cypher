CREATE (:Meta {id: 'graph', schemaVersion: $schemaVersion})
