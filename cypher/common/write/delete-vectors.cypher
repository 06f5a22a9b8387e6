UNWIND $ids AS id
MATCH (v:CrystalVector{{slot}})
WHERE v.id = id
DETACH DELETE v
