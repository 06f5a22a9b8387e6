// From here on the backup is the graph. An older Motifgraph is refused by the version, this one by the mark.
MATCH (m:Meta)
WHERE m.id = 'graph'
SET m.schemaVersion = $schemaVersion, m.upgrading = $backup, m.backupSha256 = $sha256, m.cleared = false,
  m.version = $version
