/**
 * The symmetry that a CIF block states: its list of operations, its Hall or Hermann–Mauguin symbol, or its space group
 * number, whichever comes first in this order; with the doubts that crystallographers know. A symbol can mean several
 * settings (origin choices, rhombohedral or hexagonal axes, unique axes), so all that fit the cell are candidates.
 */
import type { ReadWarning } from '../../crystal.js';
import { keepsMetric, metricOf } from '../../lattice.js';
import { Refused, shown, warning } from '../refused.js';
import type { CifBlock } from './block.js';
import { spaceGroupOf } from './group-of-operations.js';
import type { CifValue } from './loop.js';
import { isGroup, type Operation, operationKey, parseOperation, product } from './operations.js';
import {
  hasCoordinateSystem,
  operationsOf,
  type Setting,
  settingsOfHallSymbol,
  settingsOfNumber,
  settingsOfSymbol,
  wyckoffMultiplicities,
} from './space-group-table.js';

/** One way to read the block's symmetry. */
export interface Candidate {
  /** A list of operations, or a setting of a named space group. */
  readonly kind: 'list' | 'setting';
  readonly operations: readonly Operation[];
  /** Full Hermann–Mauguin symbol of a setting, shared by those that differ in their origin or axes. */
  readonly symbol?: string;
  /** For messages: `the operations on line 12`, `F 4_1/d -3 2/m (2)`. */
  readonly description: string;
  /** What the block says about its symmetry against this reading, as part of a sentence: `the symbol "F m -3 m"`. */
  readonly objections: readonly string[];
  /** Sites of each Wyckoff position, by its letter, where the setting is known. */
  readonly multiplicities?: () => ReadonlyMap<string, number>;
}

export interface StatedSymmetry {
  /** The most trusted first; at least one. */
  readonly candidates: readonly Candidate[];
  readonly warnings: readonly ReadWarning[];
}

/** Relative deviation of squared lengths, and cosines: cells of refinements are held to their system, typed ones drift. */
const CELL_TOLERANCE = 0.02;

const OPERATION_TAGS = [
  '_space_group_symop_operation_xyz',
  '_symmetry_equiv_pos_as_xyz',
  '_space_group_symop_magn_operation_xyz',
  '_symmetry_equiv_as_xyz',
  '_space_group_symop_xyz',
];
const CENTRING_TAG = '_space_group_symop_magn_centering_xyz';
const HALL_TAGS = ['_space_group_name_hall', '_symmetry_space_group_name_hall'];
const SYMBOL_TAGS = [
  '_space_group_name_h-m_alt',
  '_symmetry_space_group_name_h-m',
  '_space_group_name_h-m_full',
  '_space_group_name_h-m_ref',
  '_space_group_name_h-m',
  '_symmetry_space_group_name_h-m_alt',
];
const NUMBER_TAGS = [
  '_space_group_it_number',
  '_symmetry_int_tables_number',
  '_symmetry_space_group_number',
  '_space_group_number',
];
const CHOICE_TAG = '_space_group_it_coordinate_system_code';

/** Whether the block says anything about its symmetry. */
export function hasSymmetry(block: CifBlock): boolean {
  return block.has(...OPERATION_TAGS, ...HALL_TAGS, ...SYMBOL_TAGS, ...NUMBER_TAGS);
}

/** undefined where no symmetry is stated at all. Throws UNKNOWN_SPACE_GROUP or SYNTAX where nothing stated can be used. */
export function statedSymmetry(block: CifBlock, lattice: Float64Array): StatedSymmetry | undefined {
  refuseModulated(block);
  const problems: Refused[] = [];
  const list = listedOperations(block, lattice, problems);
  const named = namedSettings(block, problems);
  const settings = fittingCandidates(block, named, lattice, problems);
  const candidates = list === undefined ? settings : compared(list, named, settings, lattice);
  const contradiction = contradictionOf(block);
  if (candidates.length === 0) {
    if (problems[0] !== undefined) throw problems[0];
    return undefined;
  }
  // A list of operations that can't be used is a fault of the file; a symbol that can't is none beside a good list.
  const warnings = list === undefined ? problems.map(({ message, line }) => warning(message, line)) : [];
  return { candidates, warnings: contradiction === undefined ? warnings : [...warnings, contradiction] };
}

/** What was named, with the settings that it may mean; none for an unknown name. */
interface NamedSettings {
  readonly stated: CifValue;
  readonly settings: readonly Setting[];
  /** What the names that a setting does not have say against it. */
  readonly objectionsTo: (setting: Setting) => readonly string[];
}

/**
 * The list and the settings, with what each says against the other where they are different space groups. A list that is
 * part of the named group lacks operations, so that it does not speak against the group.
 */
function compared(
  list: Candidate,
  named: NamedSettings | undefined,
  settings: readonly Candidate[],
  lattice: Float64Array,
): Candidate[] {
  if (named === undefined || named.settings.length === 0) return [list, ...settings];
  const keys = new Set(list.operations.map(operationKey));
  const isIn = ({ operations }: Candidate): boolean => {
    const own = new Set(operations.map(operationKey));
    return [...keys].every((key) => own.has(key));
  };
  if (settings.some((setting) => setting.operations.length === keys.size && isIn(setting))) return [list, ...settings];
  const spaceGroup = spaceGroupOf(list.operations, lattice);
  if (spaceGroup === undefined || named.settings.some((setting) => setting.spaceGroup === spaceGroup)) {
    return [list, ...settings];
  }
  const { symbol } = settingsOfNumber(spaceGroup)[0]!;
  const against = `${list.description}, which are those of ${symbol}`;
  return [
    { ...list, objections: [...list.objections, `the space group ${shown(named.stated.text)}`] },
    ...settings.map((setting) =>
      isIn(setting) ? setting : { ...setting, objections: [...setting.objections, against] },
    ),
  ];
}

/** A symbol and a number that name different space groups: the symbol counts, and the user is told. */
function contradictionOf(block: CifBlock): ReadWarning | undefined {
  const symbol = block.value(...SYMBOL_TAGS);
  const number = block.value(...NUMBER_TAGS);
  if (symbol === undefined || number === undefined) return undefined;
  const settings = settingsOfSymbol(symbol.text);
  if (settings.length === 0 || settings.some(({ spaceGroup }) => spaceGroup === Number(number.text))) return undefined;
  const { spaceGroup } = settings[0]!;
  return warning(
    `The symbol ${shown(symbol.text)} belongs to space group ${spaceGroup}, but the number given is ${shown(number.text)}; the number was ignored.`,
    number.line,
  );
}

function listedOperations(block: CifBlock, lattice: Float64Array, problems: Refused[]): Candidate | undefined {
  const texts = operationTexts(block, OPERATION_TAGS, problems);
  if (texts === undefined || texts.length === 0) return undefined;
  const line = texts[0]!.line;
  const metric = metricOf(lattice);
  let operations: Operation[] = [];
  for (const text of texts) {
    const operation = parseOperation(text.text);
    if (operation === undefined) {
      problems.push(new Refused('UNKNOWN_SPACE_GROUP', `${shown(text.text)} is not a symmetry operation.`, text.line));
      return undefined;
    }
    if (!keepsMetric(operation.rotation, metric, CELL_TOLERANCE)) {
      problems.push(
        new Refused(
          'UNKNOWN_SPACE_GROUP',
          `The symmetry operation ${shown(text.text)} is not compatible with the lengths and angles of the cell; one of them is wrong.`,
          text.line,
        ),
      );
      return undefined;
    }
    operations.push(operation);
  }
  const centrings = operationTexts(block, [CENTRING_TAG], problems)?.map(({ text }) => parseOperation(text));
  if (centrings?.every((centring) => centring !== undefined)) {
    operations = centrings.flatMap((centring) => operations.map((operation) => product(centring, operation)));
  }
  const distinct = [...new Map(operations.map((operation) => [operationKey(operation), operation])).values()];
  if (distinct.length > 1 && !isGroup(distinct)) {
    problems.push(
      new Refused(
        'UNKNOWN_SPACE_GROUP',
        `The ${distinct.length} symmetry operations do not form a group; some are missing or misspelt.`,
        line,
      ),
    );
    return undefined;
  }
  return { kind: 'list', operations: distinct, description: `the operations on line ${line}`, objections: [] };
}

/** The texts of the operations; a value with unquoted spaces is put together again. */
function operationTexts(block: CifBlock, tags: readonly string[], problems: Refused[]): CifValue[] | undefined {
  const loop = block.loop(...tags);
  if (loop === undefined) {
    const value = block.value(...tags);
    return value && [value];
  }
  const isIndex = (tag: string): boolean => /_(?:site_)?id$/.test(tag);
  const columnCount = loop.tags.filter((tag) => !isIndex(tag)).length;
  if (columnCount === 1) {
    const lines = loop.lines().map((value) => ({ ...value, text: value.text.replace(/^\s*\d+\s+(?=\S)/, '') }));
    if (lines.every(({ text }) => parseOperation(text) !== undefined)) return lines;
  }
  try {
    const column = loop.column(...tags)!;
    return Array.from({ length: loop.rowCount }, (_, row) => column(row));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problems.push(error);
    return undefined;
  }
}

/** undefined where nothing is named. */
function namedSettings(block: CifBlock, problems: Refused[]): NamedSettings | undefined {
  const hall = block.value(...HALL_TAGS);
  const symbol = block.value(...SYMBOL_TAGS);
  const number = block.value(...NUMBER_TAGS);
  const stated = symbol ?? hall ?? number;
  if (stated === undefined) return undefined;
  const byHall = hall === undefined ? [] : settingsOfHallSymbol(hall.text);
  const bySymbol = symbol === undefined ? [] : settingsOfSymbol(symbol.text);
  const byName = [...byHall, ...bySymbol.filter((setting) => !byHall.includes(setting))];
  const settings = byName.length > 0 || number === undefined ? byName : settingsOfNumber(Number(number.text));
  if (settings.length === 0) {
    problems.push(
      new Refused(
        'UNKNOWN_SPACE_GROUP',
        `Unknown space group ${shown(stated.text)}; give its symmetry operations (_space_group_symop_operation_xyz).`,
        stated.line,
      ),
    );
  }
  const objectionsTo = (setting: Setting): string[] => {
    const objections: string[] = [];
    if (byHall.length > 0 && !byHall.includes(setting)) objections.push(`the Hall symbol ${shown(hall!.text)}`);
    if (bySymbol.length > 0 && !bySymbol.includes(setting)) objections.push(`the symbol ${shown(symbol!.text)}`);
    return objections;
  };
  return { stated, settings, objectionsTo };
}

/** The settings that fit the cell; those of the stated choice of origin or axes first. */
function fittingCandidates(
  block: CifBlock,
  named: NamedSettings | undefined,
  lattice: Float64Array,
  problems: Refused[],
): Candidate[] {
  if (named === undefined || named.settings.length === 0) return [];
  const { stated, settings } = named;
  const metric = metricOf(lattice);
  const fitting = settings
    .map((setting) => ({ setting, operations: operationsOf(setting) }))
    .filter(({ operations }) =>
      operations.every((operation) => keepsMetric(operation.rotation, metric, CELL_TOLERANCE)),
    );
  if (fitting.length === 0) {
    problems.push(
      new Refused(
        'UNKNOWN_SPACE_GROUP',
        `The lengths and angles of the cell are not compatible with space group ${shown(stated.text)} in any standard setting.`,
        stated.line,
      ),
    );
  }
  const code = block.value(CHOICE_TAG);
  const isStatedChoice = (setting: Setting): boolean => code === undefined || hasCoordinateSystem(setting, code.text);
  // A code that none of the settings has is no help.
  const isCodeKnown = fitting.some(({ setting }) => isStatedChoice(setting));
  const candidates = fitting.map(({ setting, operations }) => ({
    kind: 'setting' as const,
    symbol: setting.symbol,
    operations,
    description: setting.choice === '' ? setting.symbol : `${setting.symbol} (${setting.choice})`,
    objections: [
      ...named.objectionsTo(setting),
      ...(isCodeKnown && !isStatedChoice(setting) ? [`the coordinate system code ${shown(code!.text)}`] : []),
    ],
    multiplicities: () => wyckoffMultiplicities(setting),
  }));
  return candidates.sort((one, other) => one.objections.length - other.objections.length);
}

function refuseModulated(block: CifBlock): void {
  const dimension = block.value('_cell_modulation_dimension');
  if (dimension === undefined || dimension.text === '0') return;
  throw new Refused(
    'UNKNOWN_SPACE_GROUP',
    'The structure is modulated (_cell_modulation_dimension); give a commensurate approximant in three dimensions.',
    dimension.line,
  );
}
