MATCH (v:MotifVector{{slot}})
WHERE v.id > $after
RETURN v AS node
ORDER BY v.id
LIMIT $limit
