/** A schema whose fields count what they add to the answer, and make way for others when it takes long. */
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  introspectionTypes,
  isIntrospectionType,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { AnswerMeter } from './answer-meter.js';
import { turn } from './turns.js';

/** Whatever a context is, it has this. */
export interface Metered {
  readonly meter: AnswerMeter;
}

/** Items of a list that are completed in one go. */
const ITEMS_IN_STEP = 16;

/** Of an answer that has met a limit nothing more is made: whoever waits for this is forgotten with the answer. */
const NEVER = new Promise<never>(() => {});

/** Changes the schema's fields. */
export function meterSchema(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isObjectType(type) && !isIntrospectionType(type)) meterType(type);
  }
  meterIntrospection();
  return schema;
}

let introspectionIsMetered = false;

/** The types of introspection belong to the process, not to one schema. */
function meterIntrospection(): void {
  if (introspectionIsMetered) return;
  introspectionIsMetered = true;
  for (const type of introspectionTypes) if (isObjectType(type)) meterType(type);
}

function meterType(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) meterField(field as GraphQLField<unknown, Metered | undefined>);
}

function meterField(field: GraphQLField<unknown, Metered | undefined>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const isLeaf = isLeafType(getNamedType(field.type));
  field.resolve = (source, args, context, info) => {
    const meter = context?.meter;
    if (meter === undefined) return resolve(source, args, context, info);
    if (meter.isOver) return NEVER;
    const { key } = info.path;
    const counted = (value: unknown): unknown => {
      meter.count(key, value);
      if (meter.isOver) return NEVER;
      return isLeaf ? value : inSteps(value);
    };
    const value = resolve(source, args, context, info);
    if (!isPromise(value)) return counted(value);
    return value.then((settled) => {
      const wait = isLeaf ? undefined : turn();
      return wait === undefined ? counted(settled) : wait.then(() => counted(settled));
    });
  };
}

/** The items of a long list come a few at a time, as promises where the event loop has to have its turn in between. */
function inSteps(value: unknown): unknown {
  if (!Array.isArray(value)) {
    const wait = turn();
    return wait === undefined ? value : wait.then(() => value);
  }
  if (value.length <= ITEMS_IN_STEP) return value;
  const items: unknown[] = value.slice(0, ITEMS_IN_STEP);
  let before: Promise<void> = Promise.resolve();
  for (let begin = ITEMS_IN_STEP; begin < value.length; begin += ITEMS_IN_STEP) {
    before = before.then(turn);
    const step = before;
    for (const item of value.slice(begin, begin + ITEMS_IN_STEP)) items.push(step.then(() => item));
  }
  return items;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null)?.then === 'function';
}
