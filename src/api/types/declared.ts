/** What the schema says of the fields that the graph declares (`graph/tables.ts`): of types, flat rows and filters. */
import type { GraphQLScalarType } from 'graphql';
import { type ClassType, Float, ID, Int, Field as SchemaField } from 'type-graphql';
import type { Field, Fields, Vocabularies } from '../../graph/field.js';
import { isList } from '../../graph/flat-rows.js';
import { OTHER_SETS, setName } from '../sets.js';
import { FloatRange, IntRange } from './common.js';
import {
  ConnectionKindEnum,
  CrystalSystemEnum,
  IonAssignmentEnum,
  IonConfidenceEnum,
  NetKindEnum,
  NoMotifReasonEnum,
  PredictedPropertyEnum,
  RefusalCodeEnum,
  StrategyEnum,
  StructureFormatEnum,
} from './enums.js';

type Type = ClassType | GraphQLScalarType | StringConstructor | BooleanConstructor | object;

/** The fields that belong to a type: its own, or those that the declaration gives to the part. */
export function Declared(fields: Fields, part?: string): ClassDecorator {
  return ({ prototype }) => {
    for (const [name, field] of Object.entries(fields)) {
      if (field.part !== part) continue;
      const { nullable = false, description, shownAs } = field;
      add(prototype, name, typeOf(field), { nullable, description, ...renamed(name, shownAs) });
    }
  };
}

/** The columns of a flat row (`graph/flat-rows.ts`), by their names; lists are texts there. */
export function Columns(row: Fields): ClassDecorator {
  return ({ prototype }) => {
    for (const [name, field] of Object.entries(row)) {
      const { nullable = false, description } = field;
      add(prototype, name, isList(field) ? String : itemOf(field), { nullable, description });
    }
  };
}

/** Criteria, all of which may be left out; those of a group are named `GROUP.NAME`. */
export function Filters(fields: Fields, group?: string): ClassDecorator {
  return ({ prototype }) => {
    for (const field of Object.values(fields)) {
      const { filter } = field;
      if (filter === undefined) continue;
      const [first = '', second] = filter.name.split('.');
      if ((second === undefined ? undefined : first) !== group) continue;
      const of = (name: string, description: string) =>
        add(prototype, name, criterionOf(field), { nullable: true, description });
      of(second ?? first, filter.description);
      if (filter.by === 'sets')
        for (const set of ['any', 'none'] as const) of(setName(set, filter.name), OTHER_SETS[set]);
    }
  };
}

/** Under another name than its own, a value is found by a function alone. */
function renamed(name: string, shown = name): Pick<Options, 'name' | 'simple'> {
  return shown === name ? {} : { name: shown, simple: false };
}

interface Options {
  readonly nullable: boolean;
  readonly description: string;
  readonly name?: string;
  readonly simple?: boolean;
}

function add(prototype: object, name: string, type: Type, options: Options): void {
  SchemaField(() => type as ClassType, options)(prototype, name);
}

const ENUMERATIONS: Readonly<Partial<Record<keyof Vocabularies, object>>> = {
  'crystal system': CrystalSystemEnum,
  'ion assignment': IonAssignmentEnum,
  strategy: StrategyEnum,
  'ion confidence': IonConfidenceEnum,
  'connection kind': ConnectionKindEnum,
  'net kind': NetKindEnum,
  'no motif': NoMotifReasonEnum,
  format: StructureFormatEnum,
  refusal: RefusalCodeEnum,
  'predicted property': PredictedPropertyEnum,
};

function scalarOf({ column, vocabulary }: Field): Type {
  if (column === 'boolean') return Boolean;
  if (vocabulary === 'id' || vocabulary === 'motif') return ID;
  if (column === 'integer' || column === 'integers') return Int;
  return column === 'real' || column === 'reals' ? Float : String;
}

function itemOf(field: Field): Type {
  return ENUMERATIONS[field.vocabulary ?? 'id'] ?? scalarOf(field);
}

function typeOf(field: Field): Type {
  return isList(field) ? [itemOf(field)] : itemOf(field);
}

function criterionOf(field: Field): Type {
  switch (field.filter?.by) {
    case 'range':
      return field.column === 'integer' ? IntRange : FloatRange;
    case 'equal':
      return itemOf(field);
    default:
      return [itemOf(field)];
  }
}
