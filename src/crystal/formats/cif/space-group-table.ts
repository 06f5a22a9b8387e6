/**
 * The 530 standard settings of the space groups (S. R. Hall, Acta Cryst. A 37, 517 (1981); International Tables B,
 * table A1.4.2.7) as moyo has them, found by symbol or number.
 */
import { plainSigns } from '../../look-alikes.js';
import { byRows, loadMoyo } from '../../moyo.js';
import type { Operation } from './operations.js';

/** Number of a setting in Hall's list, 1–530. */
export type HallNumber = number & { readonly __brand: 'HallNumber' };

export interface Setting {
  readonly hall: HallNumber;
  readonly spaceGroup: number;
  /** Full Hermann–Mauguin symbol of this setting. */
  readonly symbol: string;
  /** `1` or `2` (origin choice), `H` or `R` (axes), `b1`, `cab`, …; empty for a group of one setting. */
  readonly choice: string;
}

const SETTING_COUNT = 530;

/**
 * The glide plane that each setting's symbol had where it has `e` since 1992 (P. M. de Wolff et al., Acta Cryst. A 48, 727
 * (1992)): by Hall number of the first setting of a group.
 */
const FORMER_GLIDES: readonly (readonly [number, string])[] = [
  [191, 'bacbac'],
  [203, 'bacbac'],
  [304, 'abbcca'],
  [316, 'abbcca'],
  [322, 'aabbbbccccaa'],
];

/** Symbols in use that the list writes otherwise: full symbols of 127 and 128, Hall symbols by other equal generators. */
const ALIASES: readonly (readonly [string, number])[] = [
  ['P 4/m 21/b 2/m', 406],
  ['P 4/m 21/n 2/c', 407],
  ['P 31 2c (0 0 1)', 440],
  ['P 32 2c (0 0 -1)', 442],
  ['P 61 2 (0 0 -1)', 472],
  ['P 65 2 (0 0 1)', 473],
  ['P 62 2c (0 0 1)', 474],
  ['P 64 2c (0 0 -1)', 475],
];

interface Table {
  readonly settings: ReadonlyMap<HallNumber, Setting>;
  readonly byName: ReadonlyMap<string, readonly Setting[]>;
  readonly byHallSymbol: ReadonlyMap<string, readonly Setting[]>;
}

let table: Table | undefined;

/**
 * Settings that a Hermann–Mauguin symbol may mean, short or full, old or new, in any spelling: `P 21/c`, `P2(1)/c`,
 * `P_21/c`, `P 1 21/c 1`, `Fm3m`, `F m -3 m`, `Cmca`, `R -3 c :H`, `F d -3 m Z`. Empty for no known symbol.
 */
export function settingsOfSymbol(symbol: string): readonly Setting[] {
  const { byName } = loadTable();
  const plain = plainSigns(symbol).replace(/\\(?:bar|overline)\s*\{?(\d)\}?/g, '-$1');
  const { name, choice } = splitChoice(plain.trim());
  // A sign that no symbol has makes it another one, or none: it is not left out.
  if (UNKNOWN_SIGN.test(name)) return [];
  const found = byName.get(spell(name)) ?? [];
  return choice === undefined ? found : found.filter((setting) => matchesChoice(setting, choice));
}

/**
 * Whether a setting is the one of `_space_group_IT_coordinate_system_code`: `1`, `2`, `h`, `r`, `b1`, `-a2`, `1abc`, `cab`;
 * the axes `abc` go without saying.
 */
export function hasCoordinateSystem({ choice }: Setting, code: string): boolean {
  const axes = (text: string): string => text.toLowerCase().replace(/(?<![a-z-])abc$/, '');
  return axes(choice) === axes(plainSigns(code).trim());
}

/** Letters of the Wyckoff positions with the number of sites in the cell of the setting. */
export function wyckoffMultiplicities({ hall }: Setting): ReadonlyMap<string, number> {
  return new Map(
    loadMoyo()
      .wyckoff_positions(hall)
      .map(({ letter, multiplicity }) => [letter, multiplicity]),
  );
}

/** Settings with this Hall symbol: two where groups differ in their axes' names alone. Empty for no standard one. */
export function settingsOfHallSymbol(symbol: string): readonly Setting[] {
  return loadTable().byHallSymbol.get(spellHall(symbol)) ?? [];
}

/** All settings of a space group, the standard one of International Tables A first; empty outside 1–230. */
export function settingsOfNumber(spaceGroup: number): readonly Setting[] {
  if (!Number.isInteger(spaceGroup) || spaceGroup < 1 || spaceGroup > 230) return [];
  return [...loadTable().settings.values()]
    .filter((setting) => setting.spaceGroup === spaceGroup)
    .sort((setting, other) => rank(setting) - rank(other));
}

/** Operations of a setting, centring translations included, the identity first. */
export function operationsOf({ hall, spaceGroup }: Setting): Operation[] {
  const operations = loadMoyo().operations_from_number(spaceGroup, { type: 'HallNumber', value: hall }, false);
  return operations.map(({ rotation, translation }) => ({ rotation: byRows(rotation), translation }));
}

/** Preference among settings that fit equally well: hexagonal axes and the origin at an inversion centre. */
export function rank({ choice }: Setting): number {
  return choice === 'R' || choice.startsWith('1') ? 1 : 0;
}

function loadTable(): Table {
  if (table !== undefined) return table;
  const settings = new Map<HallNumber, Setting>();
  const byName = new Map<string, Setting[]>();
  const byHallSymbol = new Map<string, Setting[]>();
  for (let hall = 1; hall <= SETTING_COUNT; hall++) {
    const entry = loadMoyo().hall_symbol_entry(hall);
    const setting: Setting = {
      hall: hall as HallNumber,
      spaceGroup: entry.number,
      symbol: entry.hm_full,
      choice: entry.setting,
    };
    settings.set(setting.hall, setting);
    addTo(byHallSymbol, spellHall(entry.hall_symbol), setting);
    for (const name of namesOf(setting, entry.hm_short)) addTo(byName, spell(name), setting);
  }
  for (const [name, hall] of ALIASES) {
    const setting = settings.get(hall as HallNumber)!;
    addTo(name.includes('(') ? byHallSymbol : byName, name.includes('(') ? spellHall(name) : spell(name), setting);
  }
  for (const list of byName.values()) list.sort((setting, other) => rank(setting) - rank(other));
  table = { settings, byName, byHallSymbol };
  return table;
}

/** All spellings of one setting's symbol. */
function namesOf({ hall, spaceGroup, symbol }: Setting, shortSymbol: string): string[] {
  const names = [symbol];
  if (spaceGroup >= 3 && spaceGroup <= 15) {
    // moyo's short symbol is that of the standard setting; this setting's own leaves out the 1's of the full one.
    names.push(symbol.replace(/ 1(?= |$)/g, ''));
  } else {
    names.push(shortSymbol);
  }
  const former = FORMER_GLIDES.find(([first, letters]) => hall >= first && hall < first + letters.length);
  if (former !== undefined) {
    const letter = former[1][hall - former[0]]!;
    names.push(...names.map((name) => name.replace('e', letter)));
  }
  // Before 1983 the cubic symbols were written without the bar: Fm3m.
  if (spaceGroup >= 200) names.push(...names.map((name) => name.replace('-3', '3')));
  return [...new Set(names.map(spell))];
}

/** What stands in no spelling of a symbol; `_`, brackets, dots, quotes and white space do. */
const UNKNOWN_SIGN = /[^\w\s/().,'"^$\\{}~:;-]/;

/** Letters, digits, `/` and `-` alone, in small letters. */
function spell(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9/-]/g, '');
}

function spellHall(symbol: string): string {
  return plainSigns(symbol)
    .trim()
    .toLowerCase()
    .replaceAll('_', ' ')
    .replaceAll('"', '=')
    .replaceAll("''", '=')
    .replace(/\s+/g, ' ');
}

/** `R -3 c :H`, `F d -3 m Z`, `R-3mH`: the symbol, and the choice of origin or axes behind it. */
function splitChoice(text: string): { readonly name: string; readonly choice?: string } {
  const symbol = text.replace(/\s*\(?\s*No\.?\s*\d{1,3}\s*\)?\s*$/i, '');
  if (loadTable().byName.has(spell(symbol))) return { name: symbol };
  const match =
    /^([^:]+):\s*(\S+)$/.exec(symbol) ??
    /^(.+?)\s*\(?\s*(?:o|origin)\s*(?:choice|at)?\s*([12])\)?$/i.exec(symbol) ??
    /^(.+\S)\s+\(?(HR|RS|HS|[SZHR12])\)?$/i.exec(symbol) ??
    /^(R.+?)(HR|RS|[HR])$/i.exec(symbol);
  return match === null ? { name: symbol } : { name: match[1]!, choice: match[2]! };
}

function matchesChoice(setting: Setting, choice: string): boolean {
  const wanted = choice.toLowerCase();
  const own = setting.choice.toLowerCase();
  // ICSD: S and Z for the first and the second origin; COD has HR and HS for hexagonal axes of an R group, RS for its own.
  if (wanted === 's') return own.startsWith('1');
  if (wanted === 'z') return own.startsWith('2');
  if (wanted === 'hr' || wanted === 'hs') return own === 'h';
  if (wanted === 'rs') return own === 'r';
  if (wanted === '1' || wanted === '2') return own.startsWith(wanted);
  return own === wanted || own.startsWith(wanted);
}

function addTo(map: Map<string, Setting[]>, key: string, setting: Setting): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [setting]);
  else if (!list.includes(setting)) list.push(setting);
}
