// Also when a graph is opened: a kill may have left it without those of the slot that was being cleared.
CREATE NODE TABLE IF NOT EXISTS RepresentationPart{{slot}}(id INT64 PRIMARY KEY, text STRING);
CREATE NODE TABLE IF NOT EXISTS MotifVector{{slot}}({{columns of MotifVector}});
CREATE NODE TABLE IF NOT EXISTS CrystalVector{{slot}}({{columns of CrystalVector}});
CREATE REL TABLE IF NOT EXISTS HAS_VECTOR{{slot}}(FROM Crystal TO CrystalVector{{slot}});
CREATE ART INDEX RepresentationPart{{slot}}_id IF NOT EXISTS FOR (n:RepresentationPart{{slot}}) ON (n.id);
CREATE ART INDEX MotifVector{{slot}}_id IF NOT EXISTS FOR (n:MotifVector{{slot}}) ON (n.id);
CREATE ART INDEX CrystalVector{{slot}}_id IF NOT EXISTS FOR (n:CrystalVector{{slot}}) ON (n.id);
