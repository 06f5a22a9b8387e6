/** Ctrl-C. */

/** Aborted by the first Ctrl-C (or SIGTERM), which says what happens; the second ends the process at once. */
export function onInterrupt(says: string): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      process.stderr.write(`\n${says} Press Ctrl-C again to stop at once.\n`);
      controller.abort();
    });
  }
  return controller.signal;
}
