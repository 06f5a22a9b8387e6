/** How a test file gets the TensorFlow library: `const skipReason = await useTfjsNode()` at its top level. */
import { useBackend } from '../../src/amdnet/backend.js';

/** Null when it is in use; why it is not otherwise, which is an error where MOTIFGRAPH_REQUIRE_TFJS_NODE is 1. */
export async function useTfjsNode(): Promise<string | null> {
  try {
    await useBackend('tfjs-node');
    return null;
  } catch (error) {
    if (process.env['MOTIFGRAPH_REQUIRE_TFJS_NODE'] === '1') throw error;
    return (error as Error).message;
  }
}
