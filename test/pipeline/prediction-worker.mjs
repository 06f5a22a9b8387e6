/** Stands in for the worker of `Predictor`: does by id what a defect of the real one would, and tells how many it was given. */
import { serveTasks } from '../../dist/pipeline/tasks.js';

function open() {
  return { ok: true, model: { name: 'none', version: '0', backend: 'wasm', mean: {} } };
}

function predict({ graphs }) {
  if (graphs.some(({ id }) => id === 'hang')) for (;;);
  if (graphs.some(({ id }) => id === 'exit')) process.exit(3);
  if (graphs.some(({ id }) => id === 'throw')) throw new Error('a defect');
  return graphs.map(({ id }) => ({ id, together: graphs.length }));
}

serveTasks({ open, predict });
