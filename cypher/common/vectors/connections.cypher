{{of}}
RETURN s.crystalId AS crystalId, s.id AS fromSite, t.id AS toSite, r.kind AS kind, sum(r.`count`) AS `count`
