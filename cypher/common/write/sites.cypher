UNWIND $rows AS r
CREATE (:MotifSite { {{properties of MotifSite}} })
