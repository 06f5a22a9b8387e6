DROP INDEX MotifVector{{slot}}_vector IF EXISTS;
DROP INDEX CrystalVector{{slot}}_framework IF EXISTS;
DROP INDEX CrystalVector{{slot}}_chemistry IF EXISTS;
DROP INDEX CrystalVector{{slot}}_fingerprint IF EXISTS;
MATCH (p:RepresentationPart{{slot}}) DELETE p;
MATCH (v:MotifVector{{slot}}) DELETE v;
MATCH (v:CrystalVector{{slot}}) CALL (v) { DETACH DELETE v } IN TRANSACTIONS OF 10000 ROWS;
