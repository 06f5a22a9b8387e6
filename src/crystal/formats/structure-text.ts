/** One structure of a file that may hold several, found but not yet read. */
import type { ReadWarning } from '../crystal.js';
import type { Draft } from './assemble.js';

export interface StructureText {
  /** Name of the data block or entry; may be empty. */
  readonly name: string;
  /** The structure's own text. */
  readonly text: string;
  /** Throws Refused. */
  readonly read: () => { readonly draft: Draft; readonly warnings: readonly ReadWarning[] };
}
