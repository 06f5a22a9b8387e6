MATCH (c:Crystal)-[:HAS_VECTOR{{slot}}]->(v:CrystalVector{{slot}})
RETURN c.id AS crystalId, v.id AS vectorId
