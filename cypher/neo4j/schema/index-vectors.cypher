// The number of dimensions is that of the vectors. Quantized to bytes, which is the default, like frameworks would come out
// in any order.
CREATE VECTOR INDEX MotifVector{{slot}}_vector IF NOT EXISTS FOR (n:MotifVector{{slot}}) ON (n.vector)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}};
CREATE VECTOR INDEX CrystalVector{{slot}}_framework IF NOT EXISTS FOR (n:CrystalVector{{slot}}) ON (n.framework)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}};
CREATE VECTOR INDEX CrystalVector{{slot}}_chemistry IF NOT EXISTS FOR (n:CrystalVector{{slot}}) ON (n.chemistry)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}};
CREATE VECTOR INDEX CrystalVector{{slot}}_fingerprint IF NOT EXISTS FOR (n:CrystalVector{{slot}}) ON (n.fingerprint)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}};
CALL db.awaitIndexes(300);
