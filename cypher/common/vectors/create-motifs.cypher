UNWIND $rows AS r
CREATE (:MotifVector{{slot}} { {{properties of MotifVector}} })
