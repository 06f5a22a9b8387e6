EXISTS { MATCH (m)-[:CONNECTED_TO]->(o:Motif) WHERE o.id = $connectedTo }
