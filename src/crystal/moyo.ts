/**
 * moyo (https://github.com/spglib/moyo), the successor of spglib, compiled to WebAssembly: loaded from the package's own
 * file on first use, once in each thread.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as moyo from '@spglib/moyo-wasm';

let loaded = false;

/** The library, ready for use. */
export function loadMoyo(): typeof moyo {
  if (!loaded) {
    const wasm = createRequire(import.meta.url).resolve('@spglib/moyo-wasm/moyo_wasm_bg.wasm');
    moyo.initSync({ module: readFileSync(wasm) });
    loaded = true;
  }
  return moyo;
}

/** Rows one after the other, of a 3 × 3 matrix as moyo gives it: columns one after the other. */
export function byRows(m: readonly number[]): number[] {
  return [0, 3, 6, 1, 4, 7, 2, 5, 8].map((index) => m[index]!);
}
