// Also when a graph is opened: a kill may have left it without those of the slot that was being cleared.
CREATE NODE TABLE IF NOT EXISTS RepresentationPart{{slot}}(id INT64 PRIMARY KEY, text STRING);
CREATE NODE TABLE IF NOT EXISTS MotifVector{{slot}}(id STRING PRIMARY KEY, vector STRING, checksum STRING);
CREATE NODE TABLE IF NOT EXISTS CrystalVector{{slot}}(
  id STRING PRIMARY KEY, formula STRING, geometry STRING, element STRING, x DOUBLE, y DOUBLE, cluster INT64,
  framework STRING, chemistry STRING, fingerprint STRING, checksum STRING);
CREATE ART INDEX RepresentationPart{{slot}}_id IF NOT EXISTS FOR (n:RepresentationPart{{slot}}) ON (n.id);
CREATE ART INDEX MotifVector{{slot}}_id IF NOT EXISTS FOR (n:MotifVector{{slot}}) ON (n.id);
CREATE ART INDEX CrystalVector{{slot}}_id IF NOT EXISTS FOR (n:CrystalVector{{slot}}) ON (n.id);
