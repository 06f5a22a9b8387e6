MATCH (m:Motif) WHERE m.crystalCount > 0 RETURN count(m) AS total
