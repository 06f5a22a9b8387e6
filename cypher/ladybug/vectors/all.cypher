MATCH (v:CrystalVector{{slot}})
WHERE v.id > $after AND v.{{property}} IS NOT NULL
RETURN v.id AS id, v.{{property}} AS vector
ORDER BY v.id
LIMIT $limit
