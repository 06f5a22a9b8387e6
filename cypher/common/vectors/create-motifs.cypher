UNWIND $rows AS r
CREATE (:MotifVector{{slot}} {id: r.id, vector: r.vector, checksum: r.checksum})
