COPY HAS_GEOMETRY FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`
)
