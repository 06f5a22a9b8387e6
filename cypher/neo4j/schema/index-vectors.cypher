// The number of dimensions is that of the vectors. Quantized to bytes, which is the default, like frameworks would come out
// in any order.
CREATE VECTOR INDEX MotifVector_vector IF NOT EXISTS FOR (n:MotifVector) ON (n.vector)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}};
CREATE VECTOR INDEX CrystalVector_framework IF NOT EXISTS FOR (n:CrystalVector) ON (n.framework)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}};
CREATE VECTOR INDEX CrystalVector_chemistry IF NOT EXISTS FOR (n:CrystalVector) ON (n.chemistry)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}};
CREATE VECTOR INDEX CrystalVector_fingerprint IF NOT EXISTS FOR (n:CrystalVector) ON (n.fingerprint)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false}};
CALL db.awaitIndexes(300);
