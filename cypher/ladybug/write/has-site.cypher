COPY HAS_SITE FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`
)
