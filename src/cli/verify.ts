/** `motifgraph verify`: whether a graph is as it was written. */
import { Command } from 'commander';
import { folderOf } from '../graph/address.js';
import { type Finding, type Verified, verify as verifyGraph } from '../pipeline/verify.js';
import { verifyApart } from '../pipeline/verify-process.js';
import { EXIT } from './exit.js';
import { openStore } from './graph.js';
import { graphOption } from './options.js';
import { counted, duration, plain, print } from './output.js';
import { StageProgress } from './progress.js';

interface VerifyOptions {
  readonly graph: string;
  readonly json?: true;
}

/** Findings of one kind that people are shown; `--json` has all. */
const SHOWN = 10;

export function verifyCommand(): Command {
  return new Command('verify')
    .description('Check a graph: checksums of crystals, counts, ledger and vectors.')
    .addOption(graphOption())
    .option('--json', 'print one JSON object for each finding: { "kind", "id", "message" }, and nothing else')
    .addHelpText(
      'after',
      `
Nothing is changed. Nobody else may write to the graph in the meantime. Crystals may lack vectors.

Exit status: 0 if the graph is intact, ${EXIT.damaged} if it is damaged, 1 if it could not be checked.`,
    )
    .action(verify);
}

async function verify({ graph, json }: VerifyOptions): Promise<void> {
  const progress = new StageProgress();
  const findings: Finding[] = [];
  let count = 0;
  const onFinding = (finding: Finding) => {
    count++;
    if (json) void print(`${JSON.stringify(finding)}\n`);
    else if (findings.filter(({ kind }) => kind === finding.kind).length < SHOWN) findings.push(finding);
  };
  const onProgress = (share: number) => progress.update('verifying', share);
  const verified = await look(graph, onFinding, onProgress);
  progress.clear();
  if (count > 0) process.exitCode = EXIT.damaged;
  if (json) return;
  if (count === 0) {
    await print(`${summary(verified!)} In ${duration(progress.seconds)}.\n`);
    return;
  }
  for (const { kind, id, message } of findings)
    await print(`${kind}: ${id === null ? '' : `${plain(id)}: `}${plain(message)}\n`);
  if (count > findings.length)
    await print(`… ${counted(count - findings.length, 'more finding')}; --json lists all.\n`);
  await print(
    `The graph ${graph} is damaged (${counted(count, 'finding')}). Restore a backup (\`motifgraph import\` into an empty graph), or ingest the structures into an empty graph.\n`,
  );
}

async function look(
  graph: string,
  onFinding: (finding: Finding) => void,
  onProgress: (share: number) => void,
): Promise<Verified | null> {
  const folder = folderOf(graph);
  if (folder !== null) return verifyApart({ folder, onFinding, onProgress });
  const store = await openStore(graph, 'read');
  try {
    return await verifyGraph({ store, onFinding, onProgress });
  } finally {
    await store.close();
  }
}

function summary({ crystals, sources, withoutVectors }: Verified): string {
  const missing =
    withoutVectors === 0
      ? ''
      : ` ${counted(withoutVectors, 'crystal')} ${withoutVectors === 1 ? 'has' : 'have'} no vectors yet; run \`motifgraph embed\`.`;
  return `The graph is intact: ${counted(crystals, 'crystal')}, ${counted(sources, 'structure')} in the ledger.${missing}`;
}
