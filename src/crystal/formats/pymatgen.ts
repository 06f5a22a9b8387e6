/** JSON of pymatgen's `Structure` (`Structure.as_dict()`), alone, in a list, or in documents with a `structure`. */
import * as z from 'zod';
import { latticeFromParameters } from '../lattice.js';
import { inverse, rowsTimesMatrix } from '../vectors.js';
import type { Draft } from './assemble.js';
import type { JsonFormat } from './format.js';
import { describeIssue, Vector3 } from './json.js';
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

/** Å³; occupancies are sums of decimal numbers. */
const FULL_OCCUPANCY = 1e-3;

/** The structures of a parsed file. Throws NO_STRUCTURE. */
function splitPymatgen(json: unknown): StructureText[] {
  const entries = Array.isArray(json) ? json : [json];
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
  const [first] = species;
  const name = label ?? `${index}`;
  if (species.length > 1 || Math.abs(first!.occu - 1) > FULL_OCCUPANCY) {
    throw new Refused(
      'DISORDERED',
      `Site ${name} is partly occupied or shared by several elements; an ordered model is needed.`,
    );
  }
  const known = speciesOfSymbol(first!.element);
  if (known === undefined)
    throw new Refused('UNKNOWN_ELEMENT', `${shown(first!.element)} of site ${name} is not an element.`);
  return { ...known, ...(typeof first!.oxidation_state === 'number' && { charge: first!.oxidation_state }) };
}
