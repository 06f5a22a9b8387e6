/** What the schema says of the fields that the graph declares (`graph/tables.ts`): of types, flat rows and filters. */
import type { GraphQLScalarType } from 'graphql';
import { type ClassType, Float, ID, Int, Field as SchemaField } from 'type-graphql';
import type { Field, Fields, Vocabularies } from '../../graph/field.js';
import { FloatRange, IntRange } from './common.js';
import {
  ConnectionKindEnum,
  CrystalSystemEnum,
  IonAssignmentEnum,
  NetKindEnum,
  NoMotifReasonEnum,
  PredictedPropertyEnum,
  RefusalCodeEnum,
  StructureFormatEnum,
} from './enums.js';
import { ConnectionKindCriterion, ElementCriterion, GeometryCriterion, MotifCriterion } from './sets.js';

type Type = ClassType | GraphQLScalarType | StringConstructor | object;

/** The fields that belong to a type: its own, or those that the declaration gives to the part. */
export function Declared(fields: Fields, part?: string): ClassDecorator {
  return ({ prototype }) => {
    for (const [name, field] of Object.entries(fields)) {
      if (field.part !== part) continue;
      const { nullable = false, description } = field;
      add(prototype, name, typeOf(field), { nullable, description });
    }
  };
}

/** The fields with one value, as columns of a flat row, in which enumerations are text. */
export function Columns(fields: Fields, without: readonly string[] = []): ClassDecorator {
  return ({ prototype }) => {
    for (const [name, field] of Object.entries(fields)) {
      if (isList(field) || without.includes(name)) continue;
      const { nullable = false, description } = field;
      add(prototype, name, scalarOf(field), { nullable, description });
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
      add(prototype, second ?? first, criterionOf(field), { nullable: true, description: filter.description });
    }
  };
}

function add(prototype: object, name: string, type: Type, options: { nullable: boolean; description: string }): void {
  SchemaField(() => type as ClassType, options)(prototype, name);
}

const ENUMERATIONS: Readonly<Partial<Record<keyof Vocabularies, object>>> = {
  'crystal system': CrystalSystemEnum,
  'ion assignment': IonAssignmentEnum,
  'connection kind': ConnectionKindEnum,
  'net kind': NetKindEnum,
  'no motif': NoMotifReasonEnum,
  format: StructureFormatEnum,
  refusal: RefusalCodeEnum,
  'predicted property': PredictedPropertyEnum,
};

const SETS: Readonly<Partial<Record<keyof Vocabularies, ClassType>>> = {
  element: ElementCriterion,
  motif: MotifCriterion,
  geometry: GeometryCriterion,
  'connection kind': ConnectionKindCriterion,
};

function isList({ column }: Field): boolean {
  return column === 'texts' || column === 'integers' || column === 'reals';
}

function scalarOf({ column, vocabulary }: Field): Type {
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
    case 'sets': {
      const sets = SETS[field.vocabulary ?? 'id'];
      if (sets === undefined) throw new Error(`There is no type for sets of ${field.vocabulary}`);
      return sets;
    }
    default:
      return [itemOf(field)];
  }
}
