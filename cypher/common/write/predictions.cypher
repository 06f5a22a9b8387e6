UNWIND $rows AS r
CREATE (:Prediction { {{properties of Prediction}} })
