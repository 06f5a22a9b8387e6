/** Verifies an embedded graph in a process of its own: damaged pages can end it. Started by `verifyApart`. */
import { GraphError } from '../graph/errors.js';
import { openGraph } from '../graph/open.js';
import { verify } from './verify.js';
import type { VerifyMessage } from './verify-process.js';

const tell = (message: VerifyMessage) => void process.send!(message);

try {
  const store = await openGraph(process.argv[2]!, undefined, { reader: true });
  try {
    const verified = await verify({
      store,
      onFinding: (finding) => tell({ type: 'finding', finding }),
      onProgress: (share) => tell({ type: 'progress', share }),
    });
    tell({ type: 'done', verified });
  } finally {
    await store.close();
  }
} catch (error) {
  const { message } = error as Error;
  tell({ type: 'failed', message, ...(error instanceof GraphError && { code: error.code }) });
}
process.disconnect();
