/** Names of what computes tensors. Apart from `backend.ts`, because loading the library takes a third of a second. */
export const BACKENDS = ['tfjs-node', 'wasm'] as const;
export type Backend = (typeof BACKENDS)[number];
