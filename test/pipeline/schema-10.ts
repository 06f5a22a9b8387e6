/** A graph as Motifgraph of schema 10 left it, in those parts that stay when it is upgraded. */

import type { Engine, Parameters } from '../../src/graph/engine.js';
import { openLadybug } from '../../src/graph/ladybug.js';
import type { CrystalRecord, SourceNode } from '../../src/graph/model.js';

/** From its `cypher/ladybug/schema/create.cypher`. */
const LADYBUG_TABLES = [
  'CREATE NODE TABLE Meta(id STRING PRIMARY KEY, schemaVersion INT64)',
  'CREATE NODE TABLE Crystal(id STRING PRIMARY KEY, node STRING, structure STRING, motifs STRING, formula STRING, dataset STRING, analysisVersion STRING)',
  'CREATE NODE TABLE Prediction(id STRING PRIMARY KEY, crystalId STRING, property STRING, value DOUBLE, low DOUBLE, high DOUBLE, model STRING, version STRING, cautions STRING[])',
  'CREATE NODE TABLE Source(id STRING PRIMARY KEY, file STRING, block STRING, sha256 STRING, analysisVersion STRING, refusalCode STRING, refusalMessage STRING, refusalLine INT64)',
  'CREATE NODE TABLE Representation(id STRING PRIMARY KEY, digest STRING)',
  'CREATE NODE TABLE RepresentationPart(id INT64 PRIMARY KEY, text STRING)',
  'CREATE REL TABLE HAS_PREDICTION(FROM Crystal TO Prediction)',
  'CREATE REL TABLE YIELDED(FROM Source TO Crystal)',
  'CREATE ART INDEX Crystal_id FOR (n:Crystal) ON (n.id)',
  'CREATE ART INDEX Source_id FOR (n:Source) ON (n.id)',
];

/** From its `cypher/neo4j/schema`. */
const NEO4J_SCHEMA = [
  'CREATE CONSTRAINT Meta_id IF NOT EXISTS FOR (n:Meta) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT Crystal_id IF NOT EXISTS FOR (n:Crystal) REQUIRE n.id IS UNIQUE',
  'CREATE CONSTRAINT CrystalVector_id IF NOT EXISTS FOR (n:CrystalVector) REQUIRE n.id IS UNIQUE',
  "CREATE VECTOR INDEX CrystalVector_framework IF NOT EXISTS FOR (n:CrystalVector) ON (n.framework) OPTIONS {indexConfig: {`vector.similarity_function`: 'cosine'}}",
];

export async function makeSchema10(
  engine: Engine,
  records: readonly CrystalRecord[],
  sources: readonly SourceNode[],
  representation: Buffer,
): Promise<void> {
  await engine.define(engine.name === 'ladybug' ? LADYBUG_TABLES : NEO4J_SCHEMA);
  await engine.write(async (run) => {
    const create = (text: string, parameters: Parameters) => run({ text, parameters });
    for (const { crystal, predictions } of records) {
      const { structure, ...properties } = crystal;
      const { id } = crystal;
      if (engine.name === 'ladybug') {
        const node = JSON.stringify(properties);
        await create('CREATE (:Crystal {id: $id, node: $node, structure: $structure})', { id, node, structure });
      } else {
        await create('CREATE (c:Crystal {id: $id}) SET c += $properties', { id, properties: crystal as never });
      }
      for (const { crystalId, property, model, version, cautions, ...numbers } of predictions) {
        const [value, low, high] = [numbers.value, numbers.low, numbers.high].map(String);
        await create(
          `MATCH (c:Crystal) WHERE c.id = $crystalId
           CREATE (c)-[:HAS_PREDICTION]->(:Prediction {id: $id, crystalId: $crystalId, property: $property, value: ${value},
             low: ${low}, high: ${high}, model: $model, version: $version, cautions: $cautions})`,
          { id: `${crystalId}/${property}`, crystalId, property, model, version, cautions },
        );
      }
    }
    // Its files were the places of today.
    for (const { id, place: file, sha256, analysisVersion, refusal } of sources) {
      const properties = 'id: $id, file: $file, sha256: $sha256, analysisVersion: $analysisVersion';
      const refused = ', refusalCode: $code, refusalMessage: $message';
      const parameters = { id, file, sha256, analysisVersion };
      await create(`CREATE (:Source {${properties}${refusal === null ? '' : refused}})`, {
        ...parameters,
        ...(refusal && { code: refusal.code, message: refusal.message }),
      });
    }
    await create("CREATE (:Representation {id: 'current', digest: 'abc'})", {});
    const text = representation.toString('base64');
    for (let id = 0; id * 100_000 < text.length; id++) {
      const part = text.slice(id * 100_000, (id + 1) * 100_000);
      await create(`CREATE (:RepresentationPart {id: ${id}, text: $part})`, { part });
    }
    // Last, as ever.
    await create("CREATE (:Meta {id: 'graph', schemaVersion: 10})", {});
  });
}

export async function schema10Folder(
  folder: string,
  ...content: [readonly CrystalRecord[], readonly SourceNode[], Buffer]
) {
  const engine = await openLadybug(folder);
  await makeSchema10(engine, ...content);
  await engine.close();
}
