UNWIND $rows AS r
CREATE (:Net { {{properties of Net}} })
