/** JSON of pymatgen's `Structure` (`Structure.as_dict()`), alone, in a list, or in documents with a `structure`. */
import * as z from 'zod';
import { latticeFromParameters } from '../lattice.js';
import { inverse, rowsTimesMatrix } from '../vectors.js';
import type { Draft } from './assemble.js';
import type { JsonFormat } from './format.js';
import { describeIssue, Vector3 } from './json.js';
import { onlyOccupant } from './occupancy.js';
import { Refused, shown } from './refused.js';
import { speciesOfSymbol } from './species.js';
import type { StructureText } from './structure-text.js';

export const pymatgen: JsonFormat = {
  syntax: 'JSON',
  label: 'pymatgen JSON',
  description: 'JSON of a pymatgen `Structure`.',
  names: ['.json'],
  fileName: /\.json$/i,
  split: splitPymatgen,
};

const Lattice = z.union([
  z.object({ matrix: z.tuple([Vector3, Vector3, Vector3]) }),
  z.object({
    a: z.number(),
    b: z.number(),
    c: z.number(),
    alpha: z.number(),
    beta: z.number(),
    gamma: z.number(),
  }),
]);

const SpeciesEntry = z.object({
  element: z.string(),
  occu: z.number().default(1),
  oxidation_state: z.number().nullish(),
});

const Site = z
  .object({
    species: z.array(SpeciesEntry).min(1),
    abc: Vector3.optional(),
    xyz: Vector3.optional(),
    label: z.string().nullish(),
  })
  .refine(({ abc, xyz }) => abc !== undefined || xyz !== undefined, { message: 'abc or xyz is missing' });

const Structure = z.object({ lattice: Lattice, sites: z.array(Site) });

/** Where REST services put the documents of an answer. */
const ANSWER_FIELDS = ['data', 'response', 'results', 'docs'] as const;

/** The structures of a parsed file. Throws NO_STRUCTURE. */
function splitPymatgen(json: unknown): StructureText[] {
  const entries = documentsOf(json);
  const structures = entries.map((entry: unknown, index) => {
    const { structure, name } = structureIn(entry);
    if (structure === undefined) {
      const where = entries.length > 1 ? ` (entry ${index + 1})` : '';
      throw new Refused(
        'NO_STRUCTURE',
        `The JSON is not a pymatgen Structure: "lattice" and "sites" are missing${where}.`,
      );
    }
    return { name, text: JSON.stringify(structure), read: () => ({ draft: readStructure(structure), warnings: [] }) };
  });
  return structures;
}

/** The documents of a list, or of the answer of a REST service, which holds them in a field. */
function documentsOf(json: unknown, depth = 3): readonly unknown[] {
  if (Array.isArray(json)) return json;
  if (depth === 0) return [json];
  if (typeof json === 'object' && json !== null && !('sites' in json) && !('structure' in json)) {
    const fields = json as Record<string, unknown>;
    const found = ANSWER_FIELDS.map((field) => fields[field]).find(
      (value) => typeof value === 'object' && value !== null,
    );
    if (found !== undefined) return documentsOf(found, depth - 1);
  }
  return [json];
}

/** A Structure, or the one in a document of the Materials Project, whose id is its name. */
function structureIn(entry: unknown): { readonly structure: unknown; readonly name: string } {
  if (typeof entry !== 'object' || entry === null) return { structure: undefined, name: '' };
  const fields = entry as Record<string, unknown>;
  const id = fields['material_id'] ?? fields['task_id'] ?? fields['entry_id'];
  const name = typeof id === 'string' ? id : '';
  if ('structure' in fields) return { structure: structureIn(fields['structure']).structure, name };
  return { structure: 'sites' in fields ? entry : undefined, name };
}

/** Throws NO_CELL, SYNTAX, UNKNOWN_ELEMENT, DISORDERED. */
function readStructure(structure: unknown): Draft {
  if (typeof structure === 'object' && structure !== null && !('lattice' in structure)) {
    throw new Refused('NO_CELL', 'The structure has no lattice: it is a molecule.');
  }
  const parsed = Structure.safeParse(structure);
  if (!parsed.success)
    throw new Refused('SYNTAX', `The JSON is not a pymatgen Structure: ${describeIssue(parsed.error)}.`);
  const { lattice, sites } = parsed.data;
  const vectors = 'matrix' in lattice ? Float64Array.from(lattice.matrix.flat()) : latticeFromParameters(lattice);
  const toFractional = inverse(vectors);
  const species = sites.map((site, index) => speciesOfSite(site, index));
  return {
    lattice: vectors,
    atomicNumbers: species.map(({ z: atomicNumber }) => atomicNumber),
    fractional: sites.flatMap(({ abc, xyz }) => abc ?? Array.from(rowsTimesMatrix(xyz!, toFractional))),
    oxidationStates: species.map(({ charge }) => charge),
    labels: sites.map(({ label, species: [first] }) => label ?? first!.element),
  };
}

function speciesOfSite(
  { species, label }: z.infer<typeof Site>,
  index: number,
): ReturnType<typeof speciesOfSymbol> & {} {
  const name = label ?? `${index}`;
  const symbol = onlyOccupant(species.map(({ element, occu }) => ({ symbol: element, occupancy: occu })));
  if (symbol === undefined) {
    throw new Refused(
      'DISORDERED',
      `Site ${name} is partly occupied or shared by several elements; an ordered model is needed.`,
    );
  }
  const known = speciesOfSymbol(symbol);
  if (known === undefined) throw new Refused('UNKNOWN_ELEMENT', `${shown(symbol)} of site ${name} is not an element.`);
  const charge = meanCharge(species);
  return { ...known, ...(charge !== undefined && { charge }) };
}

/** The mean over the site's entries, which may differ (Fe²⁺ and Fe³⁺ on one site); undefined where one has none. */
function meanCharge(species: z.infer<typeof Site>['species']): number | undefined {
  let total = 0;
  for (const { occu, oxidation_state } of species) {
    if (typeof oxidation_state !== 'number') return undefined;
    total += occu * oxidation_state;
  }
  return total / species.reduce((sum, { occu }) => sum + occu, 0);
}
