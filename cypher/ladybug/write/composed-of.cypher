COPY COMPOSED_OF FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`, CAST(r.fraction AS DOUBLE)
)
