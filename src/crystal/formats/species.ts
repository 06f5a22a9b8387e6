/** What stands for an atom in structure files: `Ti`, `Ti4+`, `O2-`, `FE`, `D`, `O1A`, `SiT`, `Wat`, `0.75Si + 0.25Al`. */
import type { AtomicNumber, Occupation } from '../crystal.js';
import { HYDROGEN } from '../element-groups.js';
import { atomicNumberOf } from '../elements.js';
import { occupationFrom } from '../occupation.js';
import { Refused, shown } from './refused.js';

export interface Species {
  readonly z: AtomicNumber;
  /** Formal charge, where the text has one. */
  readonly charge?: number;
  /** What was tolerated: the text stands for this, but says something else. */
  readonly note?: string;
  /** Of a text that names several elements with their fractions; `z` is the most frequent of them. */
  readonly mixture?: Occupation;
}

/** Lawrencium. The elements beyond make no crystals, but their symbols look like groups of atoms: `NH`, `CN`, `OG`. */
const LAST_IN_CRYSTALS = 103;

/** Of a symbol or label. */
const MAX_LENGTH = 100;

/** `Ti`, `TI`, `48Ti`, with `4+`, `+4`, `+` or nothing behind it. */
const SYMBOL = /^(\d{1,3})?([A-Za-z]{1,2})(?:(\d*(?:\.\d*)?)([+-])|([+-])(\d+(?:\.\d*)?))?$/;
/** The same in a label, where the charge has a digit: `Fe3+`, and an index may follow. */
const LABEL_CHARGE = /^[A-Za-z]{1,2}(\d)([+-])/;
/** Atomic scattering factors of International Tables C: `Cval`, `Siva`, `O2-.`. */
const VALENCE_FORMS: ReadonlyMap<string, string> = new Map([
  ['cval', 'C'],
  ['siva', 'Si'],
  ['siv', 'Si'],
]);
/** Atoms with hydrogen that has no site of its own: water, hydroxyl, ammonium, methyl. */
const GROUP = /^(?:(wat|ow|oh|h2o|o-h|hoh)|(nh\d)|(ch\d))(?![a-z])/i;

/**
 * Reads a type symbol; undefined where it names no element. Throws DISORDERED for a mixture of elements without fractions.
 */
export function speciesOfSymbol(text: string, line?: number): Species | undefined {
  const symbol = text.trim();
  if (symbol.length > MAX_LENGTH) return undefined;
  const mixture = mixtureOf(symbol);
  if (mixture !== undefined) return { z: mixture[0]!.z, mixture };
  refuseMixture(symbol, line);
  const match = SYMBOL.exec(symbol);
  if (match === null) {
    const valence = VALENCE_FORMS.get(symbol.toLowerCase());
    if (valence !== undefined) return { z: atomicNumberOf(valence)! };
    return groupSpecies(symbol);
  }
  const [, isotope, letters = '', digits, sign, leadingSign, trailingDigits] = match;
  const species = speciesOfLetters(letters);
  if (species === undefined) return groupSpecies(symbol);
  const charge = chargeOf(sign ?? leadingSign, digits ?? trailingDigits);
  const note = isotope === undefined ? species.note : `the isotope ${isotope}${letters} counts as ${letters}`;
  return { z: species.z, ...(charge !== undefined && { charge }), ...(note !== undefined && { note }) };
}

/**
 * Reads a site's label in a file without type symbols. A second capital letter may belong to the symbol (`CA1` of files
 * in capitals) or be a suffix (`OA1`): the elements of the file's formula decide where there is one (`formula`), then
 * whether the file's other labels use small letters (`isMixedCase`).
 */
export function speciesOfLabel(
  label: string,
  formula: ReadonlySet<AtomicNumber> | undefined,
  isMixedCase: boolean,
): Species | undefined {
  const letters = /^[A-Za-z]+/.exec(label)?.[0] ?? '';
  if (letters === '' || label.length > MAX_LENGTH) return undefined;
  const isAllowed = (species: Species | undefined): species is Species =>
    species !== undefined && (formula === undefined || formula.has(species.z));
  const one = speciesOfLetters(letters[0]!);
  const two = letters.length > 1 ? speciesOfLetters(letters.slice(0, 2)) : undefined;
  const charge = LABEL_CHARGE.exec(label);
  const withCharge = (species: Species): Species =>
    charge === null ? species : { ...species, charge: chargeOf(charge[2], charge[1])! };
  const second = letters[1] ?? '';
  const third = letters[2] ?? '';

  if (letters.length === 1) return one && withCharge(one);
  if (second !== second.toUpperCase()) {
    // `Ti1`, `SiT`; a third small letter belongs to no symbol (`Vac`, `Met`).
    const isSymbol = two !== undefined && third === third.toUpperCase();
    if (isSymbol) return withCharge(two);
    return groupSpecies(label);
  }
  if (isAllowed(two) && !(isMixedCase && isAllowed(one))) return withCharge(two);
  const group = groupSpecies(label);
  if (group !== undefined) return group;
  if (isAllowed(one)) return one;
  return formula === undefined ? undefined : (two ?? undefined);
}

const PART = /^(?:(0?\.\d+)([A-Z][a-z]?)|([A-Z][a-z]?)(0?\.\d+))$/;

/** The occupants of `0.75Si + 0.25Al`, `(Al0.5, Ga0.5)` and `Si0.75Al0.25`; undefined where fractions are missing. */
function mixtureOf(symbol: string): Occupation | undefined {
  const plain = symbol.replace(/[()\s]/g, '');
  // Where fractions stand behind their elements, nothing need be between the parts.
  const parted = /^[A-Z]/.test(plain) ? plain.replace(/(\d)(?=[A-Z])/g, '$1,') : plain;
  const parts = parted.split(/[+,/:;]+/);
  if (parts.length < 2) return undefined;
  const occupants = parts.map((part) => {
    const [, before, first, second, after] = PART.exec(part) ?? [];
    const species = speciesOfLetters(first ?? second ?? '?');
    return species && { z: species.z, fraction: Number(before ?? after) };
  });
  return occupants.every((one) => one !== undefined) ? occupationFrom(occupants) : undefined;
}

/** `Vac`, `vacancy`, `□`: nothing stands there. */
export function isVacancy(text: string): boolean {
  return /^(?:vac(?:anc(?:y|ies))?|□)\d*$/i.test(text.trim());
}

/** Throws DISORDERED for several elements in one symbol without their fractions: `(Fe,Mg)`, `Fe/Mg`. */
function refuseMixture(symbol: string, line: number | undefined): void {
  if (!/[+,/:;]\s*[\d.]*\s*[A-Z]/.test(symbol)) return;
  const parts = symbol.replace(/[()\s]/g, '').split(/[+,/:;]/);
  const isElement = (part: string): boolean => {
    const letters = /^[\d.]*([A-Za-z]{1,2})[\d.]*$/.exec(part)?.[1];
    return letters !== undefined && speciesOfLetters(letters) !== undefined;
  };
  if (parts.length > 1 && parts.every(isElement)) {
    throw new Refused(
      'DISORDERED',
      `${shown(symbol)} puts several elements on one site without their fractions; write a row for each element, with its occupancy.`,
      line,
    );
  }
}

function speciesOfLetters(letters: string): Species | undefined {
  const symbol = (letters[0] ?? '').toUpperCase() + letters.slice(1).toLowerCase();
  if (symbol === 'D') return { z: HYDROGEN, note: 'deuterium counts as hydrogen' };
  const z = atomicNumberOf(symbol);
  return z !== undefined && z <= LAST_IN_CRYSTALS ? { z } : undefined;
}

function groupSpecies(text: string): Species | undefined {
  const match = GROUP.exec(text);
  if (match === null) return undefined;
  const symbol = match[1] !== undefined ? 'O' : match[2] !== undefined ? 'N' : 'C';
  return { z: atomicNumberOf(symbol)!, note: `"${text}" counts as ${symbol}; its hydrogen has no site in the list` };
}

function chargeOf(sign: string | undefined, digits: string | undefined): number | undefined {
  if (sign === undefined) return undefined;
  const magnitude = digits === undefined || digits === '' ? 1 : Number(digits);
  return sign === '-' ? 0 - magnitude : magnitude;
}
