// The first statement of each transaction that writes: the others wait here, so that none meets another half-way.
MATCH (m:Meta) WHERE m.id = 'graph'
SET m.turns = coalesce(m.turns, 0) + 1
RETURN m AS node
