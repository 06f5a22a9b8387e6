DROP TABLE IF EXISTS RepresentationPart{{slot}};
DROP TABLE IF EXISTS MotifVector{{slot}};
DROP TABLE IF EXISTS CrystalVector{{slot}};
