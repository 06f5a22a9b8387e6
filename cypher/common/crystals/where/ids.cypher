c.id IN $ids
