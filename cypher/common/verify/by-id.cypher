// Through the index of the primary key, which may be damaged where the rows are not.
UNWIND $ids AS id
MATCH (n:{{label}})
WHERE n.id = id
RETURN n.id AS id
