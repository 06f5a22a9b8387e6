UNWIND $rows AS r
CREATE (:Motif { {{properties of Motif}} })
