COPY INSTANCE_OF FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`
)
