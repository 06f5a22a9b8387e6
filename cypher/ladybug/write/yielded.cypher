COPY YIELDED FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`
)
