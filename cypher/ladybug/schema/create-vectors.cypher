// Also when a graph is opened: a kill may have left it without them while they were replaced.
CREATE NODE TABLE IF NOT EXISTS Representation(id STRING PRIMARY KEY, digest STRING);
CREATE NODE TABLE IF NOT EXISTS RepresentationPart(id INT64 PRIMARY KEY, text STRING);
CREATE NODE TABLE IF NOT EXISTS MotifVector(id STRING PRIMARY KEY, vector STRING);
CREATE NODE TABLE IF NOT EXISTS CrystalVector(
  id STRING PRIMARY KEY, formula STRING, geometry STRING, element STRING, x DOUBLE, y DOUBLE, cluster INT64,
  framework STRING, chemistry STRING, fingerprint STRING);
CREATE ART INDEX Representation_id IF NOT EXISTS FOR (n:Representation) ON (n.id);
CREATE ART INDEX RepresentationPart_id IF NOT EXISTS FOR (n:RepresentationPart) ON (n.id);
CREATE ART INDEX MotifVector_id IF NOT EXISTS FOR (n:MotifVector) ON (n.id);
CREATE ART INDEX CrystalVector_id IF NOT EXISTS FOR (n:CrystalVector) ON (n.id);
