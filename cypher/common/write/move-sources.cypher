UNWIND $rows AS r
MATCH (s:Source)
WHERE s.id = r.id
SET s.file = r.file, s.place = r.place, s.checksum = r.checksum
