// The number of dimensions is that of the vectors.
CREATE VECTOR INDEX MotifVector_vector IF NOT EXISTS FOR (n:MotifVector) ON (n.vector)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine'}};
CREATE VECTOR INDEX CrystalVector_framework IF NOT EXISTS FOR (n:CrystalVector) ON (n.framework)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine'}};
CREATE VECTOR INDEX CrystalVector_chemistry IF NOT EXISTS FOR (n:CrystalVector) ON (n.chemistry)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine'}};
CREATE VECTOR INDEX CrystalVector_fingerprint IF NOT EXISTS FOR (n:CrystalVector) ON (n.fingerprint)
  OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine'}};
CALL db.awaitIndexes(300);
