UNWIND $rows AS r
CREATE (:Crystal { {{properties of Crystal}} })
