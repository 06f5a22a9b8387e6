m.id IN $ids
