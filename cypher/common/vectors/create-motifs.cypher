UNWIND $rows AS r
CREATE (:MotifVector {id: r.id, vector: r.vector})
