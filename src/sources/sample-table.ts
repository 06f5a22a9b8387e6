/**
 * The shipped table of well-known crystals, `data/sample.json`: space group, cell and the sites of the asymmetric unit, as
 * the literature gives them.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface SampleSite {
  /** `Ti1`; unique in its entry. */
  readonly label: string;
  readonly element: string;
  readonly oxidationState: number;
  /** Sites of the orbit in the conventional cell. */
  readonly multiplicity: number;
  /** Wyckoff letter in the setting of the entry. */
  readonly wyckoff: string;
  /** Fractional. */
  readonly position: readonly [number, number, number];
  /** The polyhedron that crystal chemistry expects around a cation, `O:6`; left out where descriptions differ. */
  readonly geometry?: string;
}

const LABEL = /^[A-Z][a-z]?\d*[A-Za-z]?$/;
const ION = /^([A-Z][a-z]?)(\d+(?:\.\d+)?)([+-])$/;
const WYCKOFF = /^(\d+)([a-zA-Z])$/;

/** `Ti1 Ti4+ 2a 0 1/2 0.25 O:6`. */
const siteLine = z.string().transform((line, context): SampleSite => {
  const [label = '', ionText = '', orbit = '', x = '', y = '', z_ = '', geometry, ...rest] = line.trim().split(/\s+/);
  const ion = ION.exec(ionText);
  const wyckoff = WYCKOFF.exec(orbit);
  const position = [fraction(x), fraction(y), fraction(z_)] as const;
  if (!LABEL.test(label) || !ion || !wyckoff || !position.every(Number.isFinite) || rest.length > 0) {
    context.addIssue(`"${line}" is not "label ion Wyckoff x y z [geometry]", such as "Ti1 Ti4+ 2a 0 1/2 0.25 O:6"`);
    return z.NEVER;
  }
  return {
    label,
    element: ion[1]!,
    oxidationState: Number(`${ion[3]}${ion[2]}`),
    multiplicity: Number(wyckoff[1]),
    wyckoff: wyckoff[2]!,
    position,
    ...(geometry !== undefined && { geometry }),
  };
});

const positive = z.number().positive();
const angle = z.number().gt(0).lt(180);

const entry = z.strictObject({
  /** `rutile-TiO2`: also the name of its file. */
  id: z.string().regex(/^[a-z0-9-]+-[A-Z][A-Za-z0-9]*$/),
  /** Of the mineral or the structure type, in words. */
  name: z.string().regex(/^[^'\n]+$/),
  spaceGroup: z.strictObject({
    number: z.int().min(1).max(230),
    /** As tables of Hall symbols name it: axes of the cell, origin choice, `H` or `R`; empty where there is one only. */
    setting: z.string(),
    /** Hermann–Mauguin symbol in this setting, with spaces and underscores: `P 4_2/m n m`. */
    symbol: z.string().min(1),
  }),
  /** a, b, c in Å, alpha, beta, gamma in degrees. */
  cell: z.tuple([positive, positive, positive, angle, angle, angle]),
  /** Formula units in the conventional cell, as the literature counts them. */
  formulaUnits: z.int().positive(),
  sites: z.array(siteLine).min(1),
  /** Authors, journal, volume, first page, year; on one line. */
  reference: z.string().regex(/^[^/\n]+$/),
  doi: z.string().startsWith('10.').optional(),
});

const table = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  crystals: z.array(entry),
});

export type SampleEntry = z.output<typeof entry>;
export type SampleTable = z.output<typeof table>;

const FILE = new URL('../../data/sample.json', import.meta.url);

/** Throws a ZodError that names the entry and the field where the table is broken. */
export function parseSampleTable(json: string): SampleTable {
  return table.parse(JSON.parse(json));
}

export function readSampleTable(): SampleTable {
  return parseSampleTable(readFileSync(FILE, 'utf8'));
}

/** A decimal number or a fraction, `0.25` or `1/4`; NaN for anything else. */
function fraction(text: string): number {
  const [numerator = '', denominator = '1', ...rest] = text.split('/');
  const plain = rest.length === 0 && numerator !== '' && denominator !== '';
  return plain ? Number(numerator) / Number(denominator) : Number.NaN;
}
