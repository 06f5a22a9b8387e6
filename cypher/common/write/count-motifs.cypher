MATCH (:Crystal)-[k:CONTAINS]->(m:Motif)
WITH m, count(k) AS crystals, sum(k.`count`) AS sites
SET m.crystalCount = crystals, m.siteCount = sites
