/**
 * Compares the GraphQL schema with that of the last release: what breaks clients has to be in `schema/accepted-changes.json`
 * with a reason, and nothing else may be there. `--release` makes the schema that of the last release.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges } from 'graphql';

/**
 * @param {string} released text of the released schema
 * @param {string} current text of the schema as it is
 * @param {readonly { change: string, reason: string }[]} accepted breaking changes with their reasons
 * @returns {string[]} what is wrong, in words; empty if every breaking change is accepted
 */
export function problemsOf(released, current, accepted) {
  const changes = findBreakingChanges(buildSchema(released), buildSchema(current)).map(
    ({ description }) => description,
  );
  const known = new Set(accepted.map(({ change }) => change));
  return [
    ...changes.filter((change) => !known.has(change)).map((change) => `breaks clients: ${change}`),
    ...accepted.filter(({ reason }) => !reason?.trim()).map(({ change }) => `has no reason: ${change}`),
    ...[...known]
      .filter((change) => !changes.includes(change))
      .map((change) => `is accepted, but did not happen: ${change}`),
  ];
}

const inSchema = (name) => new URL(`../schema/${name}`, import.meta.url);
const [RELEASED, CURRENT, ACCEPTED] = ['released.graphql', 'schema.graphql', 'accepted-changes.json'].map(inSchema);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] === '--release') {
    copyFileSync(CURRENT, RELEASED);
    writeFileSync(ACCEPTED, '[]\n');
  } else {
    const [released, current, accepted] = [RELEASED, CURRENT, ACCEPTED].map((file) => readFileSync(file, 'utf8'));
    const problems = problemsOf(released, current, JSON.parse(accepted));
    if (problems.length > 0) {
      console.error(`${problems.join('\n')}\n\ndocs/api.md says how the schema may change.`);
      process.exitCode = 1;
    }
  }
}
