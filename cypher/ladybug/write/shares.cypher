COPY SHARES FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`, r.kind, CAST(r.sharedLigands AS INT64), CAST(r.`count` AS INT64), CAST(r.distance AS DOUBLE), CAST(r.anglesInDegrees AS DOUBLE[]), CAST(r.bondLengths AS DOUBLE[]), CAST(r.image AS INT64[])
)
