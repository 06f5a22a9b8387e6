COPY CONTAINS FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`, CAST(r.`count` AS INT64), CAST(r.fraction AS DOUBLE)
)
