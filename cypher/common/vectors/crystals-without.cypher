MATCH (c:Crystal)
WITH count(c) AS crystals
OPTIONAL MATCH (v:CrystalVector{{slot}})
WITH crystals, count(v) AS vectors
RETURN crystals - vectors AS missing
