COPY CENTERED_ON FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`
)
