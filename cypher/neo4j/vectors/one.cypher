MATCH (v:CrystalVector)
WHERE v.id = $id
RETURN v.{{property}} AS vector
