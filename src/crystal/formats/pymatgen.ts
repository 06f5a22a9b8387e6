/** JSON of pymatgen's `Structure` (`Structure.as_dict()`), alone, in a list, or in documents with a `structure`. */
import * as z from 'zod';
import type { Occupation } from '../crystal.js';
import { latticeFromParameters } from '../lattice.js';
import { isWhole, meanStateOf } from '../occupation.js';
import { inverse, rowsTimesMatrix } from '../vectors.js';
import type { Draft } from './assemble.js';
import type { JsonFormat } from './format.js';
import { describeIssue, Vector3 } from './json.js';
import { occupationOfSite, roundingOf } from './occupancy.js';
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
  const occupations = sites.map(occupationIn);
  return {
    lattice: vectors,
    atomicNumbers: occupations.map(([first]) => first!.z),
    ...(!occupations.every(isWhole) && { occupations }),
    fractional: sites.flatMap(({ abc, xyz }) => abc ?? Array.from(rowsTimesMatrix(xyz!, toFractional))),
    oxidationStates: occupations.map(meanStateOf),
    labels: sites.map(({ label, species: [first] }) => label ?? first!.element),
  };
}

/** One element in several entries (spin up and spin down, Fe²⁺ and Fe³⁺) is one, of their mean state. */
function occupationIn({ species, label }: z.infer<typeof Site>, index: number): Occupation {
  const name = label ?? `${index}`;
  const occupation = occupationOfSite(
    species.map(({ element, occu, oxidation_state }) => {
      const known = speciesOfSymbol(element);
      if (known === undefined) {
        throw new Refused('UNKNOWN_ELEMENT', `${shown(element)} of site ${name} is not an element.`);
      }
      const oxidationState = typeof oxidation_state === 'number' ? oxidation_state : known.charge;
      return { z: known.z, oxidationState, fraction: occu, uncertainty: roundingOf(String(occu)) };
    }),
    `Site ${name}`,
  );
  if (occupation.length === 0) throw new Refused('DISORDERED', `Site ${name} is empty: all of its occupancies are 0.`);
  return occupation;
}
