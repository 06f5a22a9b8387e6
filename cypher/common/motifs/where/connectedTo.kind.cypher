EXISTS { MATCH (m)-[r:CONNECTED_TO]->(o:Motif) WHERE o.id = $connectedTo AND r.kind = $connectedToKind }
