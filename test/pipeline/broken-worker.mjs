/** Stands in for the worker: does by file name what a defect of the real one would. */
export function read({ id, file }) {
  if (file.startsWith('hang')) for (;;);
  if (file.startsWith('exit')) process.exit(3);
  if (file.startsWith('throw')) throw new Error('a defect');
  if (file.startsWith('memory')) {
    const hold = [];
    for (;;) hold.push(new Array(1e6).fill(file.length));
  }
  return [{ ok: true, crystal: { id }, warnings: [] }];
}
