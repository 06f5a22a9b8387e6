/** What a format of structure files is made of. `Content`: what its files hold, as text or as JSON. */
import type { Crystal } from '../crystal.js';
import type { StructureText } from './structure-text.js';

interface Format<Content> {
  /** In messages. */
  readonly label: string;
  /** In the schema, as a sentence. */
  readonly description: string;
  /** Names of its files, as people are told them. */
  readonly names: readonly string[];
  /** The same for a name without folder and `.gz`. */
  readonly fileName: RegExp;
  /** Whether this looks like it. Left out by the one format of JSON that is taken where no other looks like it. */
  readonly recognises?: (content: Content) => boolean;
  /** The structures of a file. Throws Refused. */
  readonly split: (content: Content) => StructureText[];
}

export interface PlainFormat extends Format<string> {
  readonly syntax: 'text';
}

export interface JsonFormat extends Format<unknown> {
  readonly syntax: 'JSON';
}

export type FileFormat = PlainFormat | JsonFormat;

/** A format that structures are also written in. */
export interface Writable {
  readonly written: {
    /** What is written, in the schema, as a sentence. */
    readonly description: string;
    readonly write: (crystal: Crystal) => string;
  };
}
