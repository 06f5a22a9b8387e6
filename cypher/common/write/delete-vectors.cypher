UNWIND $ids AS id
MATCH (v:CrystalVector)
WHERE v.id = id
DELETE v
