/** Random queries that a schema allows: walks from field to field, with arguments that make lists long. */
import { getNamedType, isCompositeType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/** A small generator of random numbers, so that a seed finds the same queries again (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class QueryMaker {
  /** @param values what ids and other texts can be, by argument name. */
  constructor(schema, values, random) {
    this.schema = schema;
    this.values = values;
    this.random = random;
  }

  query(depth) {
    const root = this.schema.getQueryType();
    return `{ ${this.pick(Object.values(root.getFields()), 1 + Math.floor(2 * this.random()))
      .map((field, i) => `r${i}: ${this.field(field, depth)}`)
      .join(' ')} }`;
  }

  /** All leaves of a type mostly, and one or two ways deeper. */
  selection(type, depth) {
    const fields = Object.values(type.getFields()).filter((field) => !this.needsMore(field));
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const deeper = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const chosen = [
      ...this.pick(leaves, this.random() < 0.5 ? leaves.length : 2),
      ...(depth > 1 ? this.pick(deeper, 1 + Math.floor(2.2 * this.random() ** 2)) : []),
    ];
    return chosen.length === 0 ? '{ __typename }' : `{ ${chosen.map((field) => this.field(field, depth)).join(' ')} }`;
  }

  field(field, depth) {
    const args = field.args.flatMap((arg) => {
      const isNeeded = isNonNullType(arg.type) && arg.defaultValue === undefined;
      const wanted = isNeeded || arg.name === 'first' ? true : this.random() < 0.15;
      const value = wanted ? this.value(arg.type, arg.name) : undefined;
      return value === undefined ? [] : `${arg.name}: ${value}`;
    });
    const type = getNamedType(field.type);
    const inner = isCompositeType(type) ? ` ${this.selection(type, depth - 1)}` : '';
    return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${inner}`;
  }

  needsMore(field) {
    return field.args.some(
      (arg) =>
        isNonNullType(arg.type) && arg.defaultValue === undefined && this.value(arg.type, arg.name) === undefined,
    );
  }

  value(type, name) {
    if (isNonNullType(type)) return this.value(type.ofType, name);
    if (isListType(type)) {
      const items = Array.from({ length: 1 + Math.floor(this.random() ** 2 * 300) }, () =>
        this.value(type.ofType, name),
      );
      return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
    }
    if (isEnumType(type)) return this.pick(type.getValues(), 1)[0].name;
    if (isInputObjectType(type)) return undefined;
    if (type.name === 'Int')
      return name === 'first' || name === 'last' ? this.pick([5, 20, 50, 100, 300, 1000], 1)[0] : undefined;
    if (type.name === 'Boolean') return 'true';
    const known = this.values[name] ?? (type.name === 'ID' ? this.values.id : undefined);
    return known === undefined ? undefined : JSON.stringify(this.pick(known, 1)[0]);
  }

  pick(items, count) {
    const left = [...items];
    const picked = [];
    while (left.length > 0 && picked.length < count) {
      picked.push(left.splice(Math.floor(this.random() * left.length), 1)[0]);
    }
    return picked;
  }
}
