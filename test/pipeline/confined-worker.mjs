/** Tasks that go wrong in the ways that `ConfinedProcess` has to live with. */
import { serveTasks } from '../../dist/pipeline/tasks.js';

const kept = [];

serveTasks({
  pid: () => process.pid,
  // Outside of the heap of JavaScript, where no limit of V8 holds.
  buffers: (mebibytes) => {
    for (let i = 0; i < mebibytes; i++) kept.push(Buffer.alloc(1024 * 1024, 1));
    return process.pid;
  },
  webAssembly: (mebibytes) => {
    const memory = new WebAssembly.Memory({ initial: 16 * mebibytes });
    new Uint8Array(memory.buffer).fill(1);
    kept.push(memory);
    return process.pid;
  },
  objects: () => {
    for (;;) kept.push(new Array(100_000).fill({}));
  },
  hang: () => {
    for (;;);
  },
  exit: () => process.exit(3),
  fail: () => {
    throw new Error('a defect');
  },
  *pieces(count) {
    for (let i = 0; i < count; i++) yield i;
  },
});
