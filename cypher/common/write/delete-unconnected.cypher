MATCH (:Motif)-[k:CONNECTED_TO]->(:Motif)
WHERE k.crystals = 0
DELETE k
