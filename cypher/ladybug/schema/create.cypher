// Lists of numbers are text here, `[0,0,-1]`: LadybugDB 0.19.1 mixes up the rows of lists that it casts, and rewrites
// the list columns of relationships as a whole with each batch. SHARES is stored at its start alone, which makes the
// file a third smaller: each connection stands there from both sides. A Crystal is read from its `node`, which holds its
// properties as JSON, its `structure` and its `motifs`; filters and statistics look into the other columns. Columns are
// read one by one, each of which takes as long as all the JSON.
CREATE NODE TABLE IF NOT EXISTS Crystal(
  id STRING PRIMARY KEY, node STRING, structure STRING, motifs STRING, checksum STRING,
  formula STRING, anonymousFormula STRING, chemicalSystem STRING, elements STRING[], elementCount INT64,
  atomCount INT64, spaceGroupNumber INT64, crystalSystem STRING, volumePerAtom DOUBLE, density DOUBLE,
  dimensionality INT64, cornerDimensionality INT64, edgeDimensionality INT64, faceDimensionality INT64,
  dataset STRING, analysisVersion STRING,
  motifIds STRING[], geometries STRING[], centreElements STRING[], connectionKinds STRING[],
  cornerCount INT64, edgeCount INT64, faceCount INT64
  {{predicted}});
CREATE NODE TABLE IF NOT EXISTS MotifSite(
  id STRING PRIMARY KEY, crystalId STRING, orbit INT64, element STRING, wyckoff STRING, siteSymmetry STRING,
  multiplicity INT64, oxidationState DOUBLE, coordinationNumber INT64, motifId STRING, noMotif STRING, csm DOUBLE,
  ligandElements STRING[], ligandSites STRING, ligandImages STRING, ligandDistances STRING,
  bondLengthMean DOUBLE, bondLengthSpread DOUBLE, polyhedronVolume DOUBLE, fingerprint STRING,
  bondLengthMin DOUBLE, bondLengthMax DOUBLE, bondLengthMeanSquare DOUBLE);
CREATE NODE TABLE IF NOT EXISTS Motif(
  id STRING PRIMARY KEY, element STRING, geometry STRING, coordinationNumber INT64, ligandFormula STRING,
  ligandElements STRING[], crystalCount INT64, siteCount INT64);
CREATE NODE TABLE IF NOT EXISTS Geometry(symbol STRING PRIMARY KEY, name STRING, coordinationNumber INT64);
CREATE NODE TABLE IF NOT EXISTS Element(symbol STRING PRIMARY KEY, name STRING, atomicNumber INT64);
CREATE NODE TABLE IF NOT EXISTS Prediction(
  id STRING PRIMARY KEY, crystalId STRING, property STRING, value DOUBLE, low DOUBLE, high DOUBLE, model STRING,
  version STRING, cautions STRING[]);
CREATE NODE TABLE IF NOT EXISTS Source(
  id STRING PRIMARY KEY, name STRING, dataset STRING, file STRING, place STRING, block STRING, sha256 STRING,
  analysisVersion STRING, refusalCode STRING, refusalMessage STRING, refusalLine INT64, checksum STRING);
CREATE NODE TABLE IF NOT EXISTS Representation(id STRING PRIMARY KEY, slot STRING, digest STRING, building STRING);
CREATE REL TABLE IF NOT EXISTS HAS_SITE(FROM Crystal TO MotifSite);
CREATE REL TABLE IF NOT EXISTS INSTANCE_OF(FROM MotifSite TO Motif);
CREATE REL TABLE IF NOT EXISTS SHARES(
  FROM MotifSite TO MotifSite, kind STRING, sharedLigands INT64, `count` INT64, distance DOUBLE,
  angleMean DOUBLE, angleSpread DOUBLE, angleMin DOUBLE, angleMax DOUBLE,
  anglesInDegrees STRING, bondLengths STRING, image STRING) WITH (storage_direction='fwd');
CREATE REL TABLE IF NOT EXISTS CONTAINS(FROM Crystal TO Motif, `count` INT64, fraction DOUBLE);
CREATE REL TABLE IF NOT EXISTS COMPOSED_OF(FROM Crystal TO Element, fraction DOUBLE);
CREATE REL TABLE IF NOT EXISTS CONNECTED_TO(FROM Motif TO Motif, kind STRING, occurrences INT64, crystals INT64);
CREATE REL TABLE IF NOT EXISTS CENTERED_ON(FROM Motif TO Element);
CREATE REL TABLE IF NOT EXISTS HAS_GEOMETRY(FROM Motif TO Geometry);
CREATE REL TABLE IF NOT EXISTS HAS_PREDICTION(FROM Crystal TO Prediction);
CREATE REL TABLE IF NOT EXISTS YIELDED(FROM Source TO Crystal);
// Radix trees find primary keys (of all but the one Meta node): LadybugDB 0.19.1 overwrites pages of its default hash
// indexes in place while it checkpoints, and a kill in this moment leaves a graph that crashes whoever opens it.
CREATE ART INDEX Crystal_id IF NOT EXISTS FOR (n:Crystal) ON (n.id);
CREATE ART INDEX MotifSite_id IF NOT EXISTS FOR (n:MotifSite) ON (n.id);
CREATE ART INDEX Motif_id IF NOT EXISTS FOR (n:Motif) ON (n.id);
CREATE ART INDEX Geometry_symbol IF NOT EXISTS FOR (n:Geometry) ON (n.symbol);
CREATE ART INDEX Element_symbol IF NOT EXISTS FOR (n:Element) ON (n.symbol);
CREATE ART INDEX Prediction_id IF NOT EXISTS FOR (n:Prediction) ON (n.id);
CREATE ART INDEX Representation_id IF NOT EXISTS FOR (n:Representation) ON (n.id);
CREATE ART INDEX Source_id IF NOT EXISTS FOR (n:Source) ON (n.id);
