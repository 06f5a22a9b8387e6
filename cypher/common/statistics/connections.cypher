MATCH (s:MotifSite)-[r:SHARES]->(:MotifSite) RETURN {{sum(s.multiplicity * r.`count`):INT64}} AS seen
