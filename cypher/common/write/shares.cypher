UNWIND $rows AS r
MATCH (a:MotifSite) WHERE a.id = r.`from`
MATCH (b:MotifSite) WHERE b.id = r.`to`
CREATE (a)-[:SHARES { {{properties of SHARES}} }]->(b)
