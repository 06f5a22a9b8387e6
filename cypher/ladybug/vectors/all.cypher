MATCH (v:CrystalVector)
WHERE v.{{property}} IS NOT NULL
RETURN v.id AS id, v.{{property}} AS vector
ORDER BY v.id
