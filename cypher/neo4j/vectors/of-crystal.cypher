MATCH (v:CrystalVector{{slot}})
WHERE v.id = $id AND v.{{property}} IS NOT NULL
RETURN v.id AS id, v.{{property}} AS vector
