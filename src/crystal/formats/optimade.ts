/** OPTIMADE structures (specification 1.2): an entry, its attributes alone, or a response with `data`. */
import * as z from 'zod';
import type { Occupation, ReadWarning } from '../crystal.js';
import { isWhole } from '../occupation.js';
import { inverse, rowsTimesMatrix } from '../vectors.js';
import type { Draft } from './assemble.js';
import type { JsonFormat } from './format.js';
import { describeIssue, Vector3 } from './json.js';
import { occupationOfSite, roundingOf } from './occupancy.js';
import { Refused, shown, warning } from './refused.js';
import { speciesOfSymbol } from './species.js';
import type { StructureText } from './structure-text.js';

export const optimade: JsonFormat = {
  syntax: 'JSON',
  label: 'OPTIMADE JSON',
  description: 'JSON of an OPTIMADE structure.',
  names: ['.json'],
  fileName: /\.json$/i,
  recognises: (json) => isOptimade(json),
  split: splitOptimade,
};

const SpeciesEntry = z.object({
  name: z.string(),
  chemical_symbols: z.array(z.string()).min(1),
  concentration: z.array(z.number()).min(1),
  attached: z.array(z.string()).nullish(),
  nattached: z.array(z.number()).nullish(),
});

const Attributes = z.object({
  lattice_vectors: z.tuple([Vector3, Vector3, Vector3]),
  cartesian_site_positions: z.array(Vector3),
  species_at_sites: z.array(z.string()),
  species: z.array(SpeciesEntry).nullish(),
});

/** Fields that structures of OPTIMADE have, as against objects of pymatgen. */
const OWN_FIELDS = ['lattice_vectors', 'species_at_sites', 'cartesian_site_positions'];

/** Lists in answers, entries in lists, attributes in entries. */
const DEPTH = 4;

/** An answer or an entry of an OPTIMADE provider, or entries of one in a list. */
function isOptimade(json: unknown, depth = DEPTH): boolean {
  if (depth === 0) return false;
  if (Array.isArray(json)) return json.slice(0, 2).some((entry) => isOptimade(entry, depth - 1));
  if (!isObject(json)) return false;
  if ('x-optimade' in json || OWN_FIELDS.some((field) => field in json)) return true;
  const { meta, attributes, data } = json;
  if (isOptimade(attributes, depth - 1) || isOptimade(data, depth - 1)) return true;
  // Other services have a `meta` too: it tells of OPTIMADE only where there are no data that could.
  const isEmpty = data === undefined || data === null || (Array.isArray(data) && data.length === 0);
  return isEmpty && isObject(meta) && 'api_version' in meta;
}

/** The structures of a parsed file. Throws NO_STRUCTURE. */
function splitOptimade(json: unknown): StructureText[] {
  const data = isObject(json) && ('data' in json || 'errors' in json) ? json['data'] : json;
  const entries = (Array.isArray(data) ? data : [data]).filter(isObject).filter(isStructure);
  if (entries.length === 0) {
    throw new Refused('NO_STRUCTURE', `The OPTIMADE response holds no structure${reasonOf(json)}.`);
  }
  return entries.map((entry) => {
    const attributes = isObject(entry['attributes']) ? entry['attributes'] : entry;
    return {
      name: typeof entry['id'] === 'string' ? entry['id'] : '',
      text: JSON.stringify(attributes),
      read: () => readAttributes(attributes),
    };
  });
}

/** The header of JSON Lines, `info` of a provider, and entries of other types (references, files) are no structures. */
function isStructure(entry: Record<string, unknown>): boolean {
  const { type } = entry;
  return !('x-optimade' in entry) && (type === undefined || type === 'structures');
}

/** ` (404 Not Found)` of an answer that tells of errors. */
function reasonOf(json: unknown): string {
  const errors = isObject(json) && Array.isArray(json['errors']) ? json['errors'].filter(isObject) : [];
  const texts = errors.map(({ status, title, detail }) =>
    [status, title, detail].filter((part) => typeof part === 'string' || typeof part === 'number').join(' '),
  );
  return texts.length === 0 ? '' : ` but errors: ${texts.join('; ').slice(0, 200)}`;
}

/** Throws NO_CELL, SYNTAX, UNKNOWN_ELEMENT, DISORDERED. */
function readAttributes(attributes: Record<string, unknown>): {
  readonly draft: Draft;
  readonly warnings: readonly ReadWarning[];
} {
  const dimensions = attributes['dimension_types'];
  if (Array.isArray(dimensions) && dimensions.includes(0)) {
    throw new Refused(
      'NO_CELL',
      `The structure is periodic in ${dimensions.filter((d) => d === 1).length} dimensions, not three.`,
    );
  }
  const vectors = attributes['lattice_vectors'];
  if (vectors == null || (Array.isArray(vectors) && vectors.flat().includes(null))) {
    throw new Refused('NO_CELL', 'The structure has no lattice_vectors.');
  }
  const parsed = Attributes.safeParse(attributes);
  if (!parsed.success)
    throw new Refused('SYNTAX', `The JSON is not an OPTIMADE structure: ${describeIssue(parsed.error)}.`);
  const { lattice_vectors, cartesian_site_positions, species_at_sites, species } = parsed.data;
  if (species_at_sites.length !== cartesian_site_positions.length) {
    throw new Refused(
      'SYNTAX',
      `species_at_sites has ${species_at_sites.length} entries, but there are ${cartesian_site_positions.length} positions.`,
    );
  }
  const lattice = Float64Array.from(lattice_vectors.flat());
  const byName = species && new Map(species.map((entry) => [entry.name, entry]));
  const read = new Map<string, NamedSpecies>();
  for (const name of new Set(species_at_sites)) {
    // Providers that leave out `species` name the elements themselves.
    const entry = byName === undefined || byName === null ? elementEntry(name) : byName.get(name);
    read.set(name, speciesOf(name, entry));
  }
  const occupationAt = (site: number): Occupation => read.get(species_at_sites[site]!)!.occupation;
  const notes = [...read.values()].flatMap((one) => one.notes.map((note) => warning(note)));
  const hydrogen = (species ?? []).find(
    (entry) => attachedHydrogen(entry) > 0 && species_at_sites.includes(entry.name),
  );
  if (hydrogen !== undefined) {
    notes.push(
      warning(
        `The hydrogen that is attached to the species ${shown(hydrogen.name)} has no positions; it is missing from the structure.`,
      ),
    );
  }
  const occupied = species_at_sites.map((_, site) => site).filter((site) => occupationAt(site).length > 0);
  const positions = rowsTimesMatrix(cartesian_site_positions.flat(), inverse(lattice));
  const occupations = occupied.map(occupationAt);
  return {
    draft: {
      lattice,
      atomicNumbers: occupations.map(([first]) => first!.z),
      ...(!occupations.every(isWhole) && { occupations }),
      fractional: occupied.flatMap((site) => [...positions.subarray(3 * site, 3 * site + 3)]),
      // OPTIMADE has no oxidation states; charges in the names of species are no more than names.
      oxidationStates: occupied.map(() => undefined),
      labels: occupied.map((site) => species_at_sites[site]!),
    },
    warnings: notes,
  };
}

function elementEntry(name: string): z.infer<typeof SpeciesEntry> {
  return { name, chemical_symbols: [name], concentration: [1] };
}

function attachedHydrogen({ attached, nattached }: z.infer<typeof SpeciesEntry>): number {
  return (attached ?? []).reduce((sum, symbol, index) => sum + (symbol === 'H' ? (nattached?.[index] ?? 1) : 0), 0);
}

interface NamedSpecies {
  readonly occupation: Occupation;
  readonly notes: readonly string[];
}

function speciesOf(name: string, entry: z.infer<typeof SpeciesEntry> | undefined): NamedSpecies {
  if (entry === undefined)
    throw new Refused('SYNTAX', `The species ${shown(name)} of species_at_sites is not among species.`);
  const notes: string[] = [];
  const occupants = entry.chemical_symbols.flatMap((symbol, index) => {
    if (symbol === 'vacancy') return [];
    const known = speciesOfSymbol(symbol);
    if (known === undefined)
      throw new Refused('UNKNOWN_ELEMENT', `${shown(symbol)} of species ${shown(name)} is not an element.`);
    if (known.note !== undefined) notes.push(known.note);
    const fraction = entry.concentration[index] ?? 0;
    return { z: known.z, oxidationState: undefined, fraction, uncertainty: roundingOf(String(fraction)) };
  });
  return { occupation: occupationOfSite(occupants, `The species ${shown(name)}`), notes };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
