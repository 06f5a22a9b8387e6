MATCH (m:Meta)
WHERE m.id = 'graph'
RETURN m.schemaVersion AS schemaVersion, m.upgrading AS upgrading, m.backupSha256 AS backupSha256,
  m.cleared AS cleared, m AS node
