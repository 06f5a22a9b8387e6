MATCH (m:Meta)
WHERE m.id = 'graph'
REMOVE m.upgrading, m.backupSha256, m.cleared
