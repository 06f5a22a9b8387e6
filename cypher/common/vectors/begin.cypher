// Whoever fills the slot that is not in use says so; whoever did before has lost it.
MERGE (r:Representation {id: 'current'})
SET r.building = $token
RETURN r.slot AS slot
