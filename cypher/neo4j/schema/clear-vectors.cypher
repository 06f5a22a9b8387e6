MATCH (r:Representation) DELETE r;
MATCH (p:RepresentationPart) DELETE p;
DROP INDEX MotifVector_vector IF EXISTS;
DROP INDEX CrystalVector_framework IF EXISTS;
DROP INDEX CrystalVector_chemistry IF EXISTS;
DROP INDEX CrystalVector_fingerprint IF EXISTS;
MATCH (v:MotifVector) DELETE v;
MATCH (v:CrystalVector) CALL (v) { DELETE v } IN TRANSACTIONS OF 10000 ROWS;
