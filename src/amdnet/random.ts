/** Random numbers that depend on what they are for alone. */
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** @param use a text of its own for each use; the seeds of like texts are unlike, as the generator's first numbers need */
export function randomFor(use: string): RandomGenerator {
  return xoroshiro128plus(hashOf(use));
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
