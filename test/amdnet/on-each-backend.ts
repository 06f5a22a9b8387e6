/** The same tests on TensorFlow, where it is installed, and on WebAssembly. */
import { beforeAll, describe } from 'vitest';
import { useBackend } from '../../src/amdnet/backend.js';
import { BACKENDS } from '../../src/amdnet/backends.js';
import { useTfjsNode } from './tfjs-node.js';

const noTfjsNode = await useTfjsNode();

export function onEachBackend(title: string, tests: () => void): void {
  for (const backend of BACKENDS) {
    describe.skipIf(backend === 'tfjs-node' && noTfjsNode !== null)(`${title} (${backend})`, () => {
      beforeAll(async () => {
        await useBackend(backend);
      });
      tests();
    });
  }
}
