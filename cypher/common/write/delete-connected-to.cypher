MATCH (:Motif)-[r:CONNECTED_TO]->(:Motif)
DELETE r
