/** `motifgraph/crystal`: crystals, and how they are read from files. */
export type {
  AtomicNumber,
  Crystal,
  Disorder,
  Image,
  Occupant,
  Occupation,
  OrbitIndex,
  Provenance,
  ReadResult,
  ReadWarning,
  Refusal,
  RefusalCode,
  SiteIndex,
  StructureFormat,
} from './crystal.js';
export { symbolOf } from './elements.js';
export { type ReadOptions, readStructures } from './read.js';
