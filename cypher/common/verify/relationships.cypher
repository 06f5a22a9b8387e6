MATCH (:{{start}})-[r:{{type}}]->(:{{end}})
RETURN count(r) AS total
