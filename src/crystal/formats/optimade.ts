/** OPTIMADE structures (specification 1.2): an entry, its attributes alone, or a response with `data`. */
import * as z from 'zod';
import type { ReadWarning } from '../crystal.js';
import { inverse, rowsTimesMatrix } from '../vectors.js';
import type { Draft } from './assemble.js';
import type { JsonFormat } from './format.js';
import { describeIssue, Vector3 } from './json.js';
import { Refused, shown, warning } from './refused.js';
import { type Species, speciesOfSymbol } from './species.js';
import type { StructureText } from './structure-text.js';

export const optimade: JsonFormat = {
  syntax: 'JSON',
  label: 'OPTIMADE JSON',
  description: 'JSON of an OPTIMADE structure.',
  names: ['.json'],
  fileName: /\.json$/i,
  recognises: isOptimade,
  split: splitOptimade,
};

const SpeciesEntry = z.object({
  name: z.string(),
  chemical_symbols: z.array(z.string()).min(1),
  concentration: z.array(z.number()).min(1),
});

const Attributes = z.object({
  lattice_vectors: z.tuple([Vector3, Vector3, Vector3]),
  cartesian_site_positions: z.array(Vector3),
  species_at_sites: z.array(z.string()),
  species: z.array(SpeciesEntry),
});

const FULL_OCCUPANCY = 1e-3;

/** A JSON:API response or entry of an OPTIMADE provider, as against an object of pymatgen. */
function isOptimade(json: unknown): boolean {
  const text = (value: unknown, depth: number): boolean => {
    if (Array.isArray(value)) return depth > 0 && text(value[0], depth - 1);
    if (typeof value !== 'object' || value === null) return false;
    if ('lattice_vectors' in value || 'species_at_sites' in value || 'cartesian_site_positions' in value) return true;
    return (
      depth > 0 &&
      (['attributes', 'data'] as const).some(
        (key) => key in value && text((value as Record<string, unknown>)[key], depth - 1),
      )
    );
  };
  return text(json, 3);
}

/** The structures of a parsed file. Throws NO_STRUCTURE. */
function splitOptimade(json: unknown): StructureText[] {
  const data = isObject(json) && 'data' in json ? json['data'] : json;
  const entries = (Array.isArray(data) ? data : [data]).filter(isObject);
  if (entries.length === 0) throw new Refused('NO_STRUCTURE', 'The OPTIMADE response holds no structure.');
  return entries.map((entry) => {
    const attributes = isObject(entry['attributes']) ? entry['attributes'] : entry;
    return {
      name: typeof entry['id'] === 'string' ? entry['id'] : '',
      text: JSON.stringify(attributes),
      read: () => readAttributes(attributes),
    };
  });
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
  const byName = new Map(species.map((entry) => [entry.name, entry]));
  const read = new Map<string, Species>();
  for (const name of new Set(species_at_sites)) read.set(name, speciesOf(name, byName.get(name)));
  const notes = [...read.values()].flatMap(({ note }) => (note === undefined ? [] : [warning(note)]));
  return {
    draft: {
      lattice,
      atomicNumbers: species_at_sites.map((name) => read.get(name)!.z),
      fractional: rowsTimesMatrix(cartesian_site_positions.flat(), inverse(lattice)),
      // OPTIMADE has no oxidation states; charges in the names of species are no more than names.
      oxidationStates: species_at_sites.map(() => undefined),
      labels: species_at_sites,
    },
    warnings: notes,
  };
}

function speciesOf(name: string, entry: z.infer<typeof SpeciesEntry> | undefined): Species {
  if (entry === undefined)
    throw new Refused('SYNTAX', `The species ${shown(name)} of species_at_sites is not among species.`);
  const symbol = entry.chemical_symbols[0]!;
  if (entry.chemical_symbols.length > 1 || Math.abs(entry.concentration[0]! - 1) > FULL_OCCUPANCY) {
    throw new Refused(
      'DISORDERED',
      `The species ${shown(name)} is partly occupied or a mixture (${entry.chemical_symbols.join(', ')}); an ordered model is needed.`,
    );
  }
  const known = speciesOfSymbol(symbol);
  if (known === undefined)
    throw new Refused('UNKNOWN_ELEMENT', `${shown(symbol)} of species ${shown(name)} is not an element.`);
  return known;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
