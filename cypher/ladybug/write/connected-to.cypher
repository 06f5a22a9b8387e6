COPY CONNECTED_TO FROM (
  UNWIND $rows AS r
  RETURN r.`from`, r.`to`, r.kind, CAST(r.occurrences AS INT64), CAST(r.crystals AS INT64)
)
