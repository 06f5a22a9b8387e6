/** Which structure of the ledger one that is read is, and which ids a new one may get. */
import { basename, dirname } from 'node:path';
import { sha256 } from '../crystal/sha256.js';
import type { SourceNode } from '../graph/model.js';
import { parseMotif } from '../motif/motif-type.js';
import type { SourceItem } from '../sources/item.js';

/** A structure that is read, by what its file tells. */
export interface NamedStructure {
  /** The file's name without folder and extension; `NAME:BLOCK` in a file of several structures. */
  readonly name: string;
  /** null where it can't be read. */
  readonly sha256: string | null;
  /** What the ledger has of its file. */
  readonly ofFile: readonly SourceNode[];
  /** Of its provider, where the user names none. */
  readonly dataset?: string | undefined;
}

/**
 * The file's name without folder and extension; with the folders that it lies in where each calculation calls its file so:
 * `TiO2.relax.CONTCAR`.
 *
 * @param ofFile what the ledger has of the file: what it was called first, it is called for good.
 */
export function nameOfFile({ id, relativeFile, place }: SourceItem, ofFile: readonly SourceNode[]): string {
  if (!/^(?:POSCAR|CONTCAR)$/i.test(id) || ofFile.some(({ name }) => name === id)) return id;
  const inArchive = relativeFile.slice(relativeFile.lastIndexOf(':') + 1);
  const folders = dirname(inArchive) === '.' ? basename(dirname(place ?? '')) : dirname(inArchive);
  return [...folders.split('/').filter((folder) => folder !== '' && folder !== '.'), id].join('.');
}

export interface Identity {
  readonly name: string;
  readonly dataset: string | null;
  /** What became of it when it was read before. */
  readonly row: SourceNode | null;
  /** The id that it has, or those that a new structure may get, the shortest first. */
  readonly ids: readonly string[];
}

/**
 * @param dataset as it was asked for: without it, a structure that is known keeps its own.
 * @param held rows of the ledger under the ids of `idsToLookUp`.
 */
export function identify(
  structure: NamedStructure,
  dataset: string | undefined,
  held: ReadonlyMap<string, SourceNode>,
): Identity {
  const { name } = structure;
  const row = rowOfFile(structure) ?? rowOfName(structure, dataset, held);
  const ids = idsOf(name, dataset ?? structure.dataset ?? null);
  return {
    name,
    dataset: dataset ?? row?.dataset ?? structure.dataset ?? null,
    row,
    ids: row === null ? ids.filter((id, i) => !held.has(id) || i === ids.length - 1) : [row.id],
  };
}

/** None for a structure that its file leads to. */
export function idsToLookUp(structure: NamedStructure, dataset: string | undefined): string[] {
  if (rowOfFile(structure) !== null) return [];
  // Ids of earlier versions are names as they are.
  return [structure.name, ...idsOf(structure.name, dataset ?? structure.dataset ?? null)];
}

function rowOfFile({ name, ofFile }: NamedStructure): SourceNode | null {
  return ofFile.find((row) => row.name === name) ?? null;
}

/** The structure of this name in the data set; without one that was asked for, also the same text, whose file has moved. */
function rowOfName(
  structure: NamedStructure,
  dataset: string | undefined,
  held: ReadonlyMap<string, SourceNode>,
): SourceNode | null {
  const { name, sha256 } = structure;
  const wanted = dataset ?? structure.dataset;
  const rows = idsToLookUp(structure, dataset).flatMap((id) => held.get(id) ?? []);
  const named = rows.filter((row) => row.name === name);
  const ofDataset = named.find((row) => row.dataset === (wanted ?? null));
  const moved = wanted === undefined && sha256 !== null ? named.find((row) => row.sha256 === sha256) : undefined;
  return ofDataset ?? moved ?? null;
}

/** The last one is of no other name and data set. */
function idsOf(name: string, dataset: string | null): string[] {
  const id = urlSafe(name);
  const digits = sha256(JSON.stringify([dataset, name]));
  const ofDataset = dataset === null ? [] : [`${id}~${urlSafe(dataset)}`];
  return [id, ...ofDataset, `${id}~${digits.slice(0, 8)}`, `${id}~${digits}`];
}

/** Names may be of any length. */
const SAFE_LENGTH = 100;

const GREEK = new Map(
  ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa', 'lambda', 'mu', 'nu', 'xi']
    .concat(['omicron', 'pi', 'rho', 'sigma', 'sigma', 'tau', 'upsilon', 'phi', 'chi', 'psi', 'omega'])
    .map((name, i) => [String.fromCodePoint('α'.codePointAt(0)! + i), name]),
);

/**
 * Letters, digits and `-._~:`. Digits of a hash stand behind what had to be changed: names that look alike afterwards stay
 * two, in whatever order they come.
 */
function urlSafe(text: string): string {
  const spelled = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Script=Greek}/gu, (letter) => GREEK.get(letter.toLowerCase()) ?? letter);
  const safe = spelled
    .replace(/[^A-Za-z0-9._~:-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, SAFE_LENGTH)
    .replace(/-+$/, '');
  // What looks like a motif would have the id of one.
  return safe === text && parseMotif(text) === null ? text : `${safe}~${sha256(text).slice(0, 6)}`;
}
