/** A schema whose fields count what they add to the answer, and make way for others when it takes long. */
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  introspectionTypes,
  isIntrospectionType,
  isLeafType,
  isObjectType,
} from 'graphql';
import type { AnswerMeter } from './answer-meter.js';
import type { Pace } from './pace.js';

/** Whatever a context is, it has this. */
export interface Metered {
  readonly meter: AnswerMeter;
  readonly pace: Pace;
  readonly note: { readonly client: string };
}

/** Items of a list that are completed in one go; lists in them wait for turns of their own. Later ones take a promise each. */
const ITEMS_IN_STEP = 64;

/**
 * Of an answer that has met a limit nothing more is made: whoever waits for this is forgotten with the answer. A promise of
 * its own for each, because a promise keeps all who wait for it.
 */
function never(): Promise<never> {
  return new Promise(() => {});
}

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

type Resolver = GraphQLFieldResolver<unknown, Metered>;

function meterField(field: GraphQLField<unknown, Metered | undefined>): void {
  const resolve = field.resolve ?? defaultFieldResolver;
  const isLeaf = isLeafType(getNamedType(field.type));
  /** Work of its own, and values that bring further work, wait for their turn; the many that are just there do not. */
  const mayTakeLong = field.resolve !== undefined;
  const made: Resolver = (source, args, context, info) => {
    if (context.meter.isOver) return never();
    try {
      return resolve(source, args, context, info);
    } catch (error) {
      return Promise.reject(error);
    }
  };
  const counted = (value: unknown, { meter, pace }: Metered, { path }: GraphQLResolveInfo): unknown => {
    if (!meter.isOver) meter.count(path.key, value);
    if (meter.isOver) return never();
    return isLeaf ? value : inSteps(value, pace);
  };
  const later = (value: Promise<unknown>, context: Metered, info: GraphQLResolveInfo): Promise<unknown> => {
    const { meter, pace } = context;
    const failed = (error: unknown): Promise<never> => {
      // With the answer all its fields fail, which would take longer to say than the answer itself.
      const counted = meter.isOver ? error : meter.countError(info.path.key, error);
      return meter.isOver ? never() : Promise.reject(counted);
    };
    pace.fieldWaits();
    const isThere = () => pace.fieldIsThere();
    value.then(isThere, isThere);
    return value.then(
      (settled) =>
        (isLeaf ? undefined : pace.wait()?.then(() => counted(settled, context, info))) ??
        counted(settled, context, info),
      (error) => pace.wait()?.then(() => failed(error)) ?? failed(error),
    );
  };
  // Most values are there at once: nothing is made for them that only those need which are not.
  field.resolve = (source, args, context, info) => {
    if (context?.meter === undefined) return resolve(source, args, context, info);
    const turn = mayTakeLong ? context.pace.wait() : undefined;
    const value = turn?.then(() => made(source, args, context, info)) ?? made(source, args, context, info);
    return isPromise(value) ? later(value, context, info) : counted(value, context, info);
  };
}

function inSteps(value: unknown, pace: Pace): unknown {
  if (!Array.isArray(value)) return pace.wait()?.then(() => value) ?? value;
  const items: readonly unknown[] = value;
  const begun = () => (items.length <= ITEMS_IN_STEP ? items : pace.spread(items, ITEMS_IN_STEP));
  return pace.room(items.length)?.then(begun) ?? begun();
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null)?.then === 'function';
}
