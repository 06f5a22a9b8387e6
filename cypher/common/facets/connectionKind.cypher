// The sum stands first: LadybugDB 0.19.1 answers 0 for a sum behind count(DISTINCT …).
MATCH (s:MotifSite)-[r:SHARES]->(:MotifSite)
RETURN r.kind AS key, {{sum(s.multiplicity * r.`count`) / 2:INT64}} AS occurrences, count(DISTINCT s.crystalId) AS crystals
