/** Verifies an embedded graph: whatever becomes of the process that reads it is an answer. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { GraphError, type GraphErrorCode } from '../graph/errors.js';
import { databaseIn } from '../graph/ladybug.js';
import type { Finding, Verified, VerifyOptions } from './verify.js';

export type VerifyMessage =
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'progress'; readonly share: number }
  | { readonly type: 'done'; readonly verified: Verified }
  | { readonly type: 'failed'; readonly message: string; readonly code?: GraphErrorCode };

/** A batch takes seconds; what says nothing for so long goes round in circles. */
const SILENCE_MILLISECONDS = 120_000;

export interface VerifyApartOptions extends Omit<VerifyOptions, 'store'> {
  readonly folder: string;
  /** The compiled worker; given by tests, which run from sources. */
  readonly workerFile?: URL;
}

/**
 * Null where the graph could not be read to its end, which is a finding.
 *
 * @throws GraphError where there is no graph, or none that this Motifgraph may open
 */
export async function verifyApart(options: VerifyApartOptions): Promise<Verified | null> {
  const { folder, onFinding, onProgress } = options;
  const damaged = (message: string) => onFinding({ kind: 'file', id: null, message });
  const found = await stat(databaseIn(folder)).catch(() => null);
  if (found === null) throw new GraphError('NOT_A_GRAPH', `There is no graph in ${folder}; name another folder.`);
  if (found.size === 0) {
    damaged('graph.lbug is empty: it was truncated');
    return null;
  }
  const workerFile = options.workerFile ?? new URL('./verify-worker.js', import.meta.url);
  // What LadybugDB prints when it breaks down helps nobody.
  const child = fork(fileURLToPath(workerFile), [folder], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const kill = () => child.kill('SIGKILL');
  const silence = setTimeout(kill, SILENCE_MILLISECONDS);
  let verified: Verified | null = null;
  let failed: Extract<VerifyMessage, { type: 'failed' }> | null = null;
  child.on('message', (message: VerifyMessage) => {
    silence.refresh();
    if (message.type === 'finding') onFinding(message.finding);
    else if (message.type === 'progress') onProgress?.(message.share);
    else if (message.type === 'done') verified = message.verified;
    else failed = message;
  });
  try {
    const [status, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    return outcome(verified, failed, status, signal, damaged);
  } finally {
    clearTimeout(silence);
  }
}

/** What is wrong with the file itself is a finding. */
const OF_THE_FILE: ReadonlySet<GraphErrorCode> = new Set(['NOT_A_GRAPH', 'DAMAGED']);

function outcome(
  verified: Verified | null,
  failed: Extract<VerifyMessage, { type: 'failed' }> | null,
  status: number | null,
  signal: NodeJS.Signals | null,
  damaged: (message: string) => void,
): Verified | null {
  if (failed?.code !== undefined && !OF_THE_FILE.has(failed.code)) throw new GraphError(failed.code, failed.message);
  if (verified !== null) return verified;
  if (failed !== null) damaged(`reading it stopped (${failed.message.split('\n')[0]})`);
  else damaged(`LadybugDB crashed while reading the graph (${signal ?? `exit status ${status}`})`);
  return null;
}
