// SHARES is stored at its start alone, which makes the file a third smaller: each connection stands there from both sides.
CREATE NODE TABLE IF NOT EXISTS Crystal({{columns of Crystal}});
CREATE NODE TABLE IF NOT EXISTS MotifSite({{columns of MotifSite}});
CREATE NODE TABLE IF NOT EXISTS Net({{columns of Net}});
CREATE NODE TABLE IF NOT EXISTS Motif({{columns of Motif}});
CREATE NODE TABLE IF NOT EXISTS Geometry({{columns of Geometry}});
CREATE NODE TABLE IF NOT EXISTS Element({{columns of Element}});
CREATE NODE TABLE IF NOT EXISTS Prediction({{columns of Prediction}});
CREATE NODE TABLE IF NOT EXISTS Source({{columns of Source}});
CREATE NODE TABLE IF NOT EXISTS Representation(id STRING PRIMARY KEY, slot STRING, digest STRING, building STRING);
CREATE REL TABLE IF NOT EXISTS HAS_SITE(FROM Crystal TO MotifSite);
CREATE REL TABLE IF NOT EXISTS HAS_NET(FROM Crystal TO Net);
CREATE REL TABLE IF NOT EXISTS INSTANCE_OF(FROM MotifSite TO Motif);
CREATE REL TABLE IF NOT EXISTS SHARES(
  FROM MotifSite TO MotifSite, {{columns of SHARES}}) WITH (storage_direction='fwd');
CREATE REL TABLE IF NOT EXISTS CONTAINS(FROM Crystal TO Motif, {{columns of CONTAINS}});
CREATE REL TABLE IF NOT EXISTS COMPOSED_OF(FROM Crystal TO Element, fraction DOUBLE);
CREATE REL TABLE IF NOT EXISTS CONNECTED_TO(FROM Motif TO Motif, {{columns of CONNECTED_TO}});
CREATE REL TABLE IF NOT EXISTS CENTERED_ON(FROM Motif TO Element);
CREATE REL TABLE IF NOT EXISTS HAS_GEOMETRY(FROM Motif TO Geometry);
CREATE REL TABLE IF NOT EXISTS HAS_PREDICTION(FROM Crystal TO Prediction);
// Radix trees find primary keys (of all but the one Meta node): LadybugDB 0.19.1 overwrites pages of its default hash
// indexes in place while it checkpoints, and a kill in this moment leaves a graph that crashes whoever opens it.
CREATE ART INDEX Crystal_id IF NOT EXISTS FOR (n:Crystal) ON (n.id);
CREATE ART INDEX MotifSite_id IF NOT EXISTS FOR (n:MotifSite) ON (n.id);
CREATE ART INDEX Net_id IF NOT EXISTS FOR (n:Net) ON (n.id);
CREATE ART INDEX Motif_id IF NOT EXISTS FOR (n:Motif) ON (n.id);
CREATE ART INDEX Geometry_symbol IF NOT EXISTS FOR (n:Geometry) ON (n.symbol);
CREATE ART INDEX Element_symbol IF NOT EXISTS FOR (n:Element) ON (n.symbol);
CREATE ART INDEX Prediction_id IF NOT EXISTS FOR (n:Prediction) ON (n.id);
CREATE ART INDEX Representation_id IF NOT EXISTS FOR (n:Representation) ON (n.id);
CREATE ART INDEX Source_id IF NOT EXISTS FOR (n:Source) ON (n.id);
