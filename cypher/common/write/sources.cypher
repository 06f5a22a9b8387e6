UNWIND $rows AS r
CREATE (:Source { {{properties of Source}} })
