/**
 * Where tensors are computed: `tfjs-node` (the TensorFlow library, fast enough to train) where it is installed,
 * `wasm` (WebAssembly, fast enough to predict) elsewhere. Both give the same numbers to single precision.
 */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { Backend } from './backends.js';

export class BackendError extends Error {}

const require = createRequire(import.meta.url);

/** @throws BackendError where the wanted one does not load */
export async function useBackend(wanted?: Backend): Promise<Backend> {
  if (wanted !== 'wasm') {
    const reason = loadTfjsNode();
    if (reason === null) {
      await tf.setBackend('tensorflow');
      return 'tfjs-node';
    }
    if (wanted === 'tfjs-node') {
      throw new BackendError(
        `@tensorflow/tfjs-node cannot be loaded (${reason}); \`npm run tfjs-node\` builds it. Predictions also work with the WebAssembly backend (wasm).`,
      );
    }
  }
  await useWasm();
  return 'wasm';
}

/** An optional dependency: its install needs a download that many networks don't allow. Null, or why it does not load. */
function loadTfjsNode(): string | null {
  // The library's greetings belong to nobody's results.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  // tfjs-node 4.22.0 calls what Node 23 took away.
  const util = require('node:util') as { isNullOrUndefined?: (value: unknown) => boolean };
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  try {
    require('@tensorflow/tfjs-node');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.split('\n', 1)[0]! : String(error);
  }
}

async function useWasm(): Promise<void> {
  // Node would choose the CommonJS build that `require` finds, which shares tfjs-core with us.
  const wasm = require('@tensorflow/tfjs-backend-wasm') as typeof import('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
  if (tf.getKernel('UnsortedSegmentSum', 'wasm') === undefined) tf.registerKernel(unsortedSegmentSum);
  if (!(await tf.setBackend('wasm'))) throw new BackendError('The WebAssembly backend does not start on this machine.');
}

/** The one kernel of ours that the WebAssembly backend lacks. */
const unsortedSegmentSum: tf.KernelConfig = {
  kernelName: 'UnsortedSegmentSum',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { x, segmentIds } = inputs as { x: tf.TensorInfo; segmentIds: tf.TensorInfo };
    const { numSegments } = attrs as unknown as { numSegments: number };
    const { typedArrayFromHeap, makeOutput } = backend as WasmBackend;
    const [rows = 0, width = 1] = x.shape;
    const out = makeOutput.call(backend, [numSegments, ...x.shape.slice(1)], 'float32');
    const values = typedArrayFromHeap.call(backend, x);
    const places = typedArrayFromHeap.call(backend, segmentIds);
    const sums = typedArrayFromHeap.call(backend, out).fill(0);
    for (let row = 0; row < rows; row++) {
      const from = row * width;
      const to = places[row]! * width;
      for (let i = 0; i < width; i++) sums[to + i]! += values[from + i]!;
    }
    return out;
  },
};

interface WasmBackend {
  makeOutput(this: unknown, shape: number[], dtype: 'float32'): tf.TensorInfo;
  typedArrayFromHeap(this: unknown, tensor: tf.TensorInfo): Float32Array | Int32Array;
}
