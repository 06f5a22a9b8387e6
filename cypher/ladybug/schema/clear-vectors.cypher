DROP TABLE IF EXISTS HAS_VECTOR{{slot}};
DROP TABLE IF EXISTS RepresentationPart{{slot}};
DROP TABLE IF EXISTS MotifVector{{slot}};
DROP TABLE IF EXISTS CrystalVector{{slot}};
