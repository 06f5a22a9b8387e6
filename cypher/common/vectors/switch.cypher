MATCH (r:Representation)
WHERE r.id = 'current'
SET r.slot = $slot, r.digest = $digest, r.building = null
