/** Values of answers to any Cypher, in one form for both engines. */
import neo4j from 'neo4j-driver';

export interface NodeValue {
  readonly kind: 'node';
  readonly label: string;
  readonly properties: Readonly<Record<string, CypherValue>>;
}
export interface RelationshipValue {
  readonly kind: 'relationship';
  readonly type: string;
  readonly properties: Readonly<Record<string, CypherValue>>;
}
export interface PathValue {
  readonly kind: 'path';
  readonly nodes: readonly CypherValue[];
  readonly relationships: readonly CypherValue[];
}
/** Whole numbers beyond 2⁵³, dates and places are texts. */
export type CypherValue =
  | null
  | boolean
  | number
  | string
  | NodeValue
  | RelationshipValue
  | PathValue
  | readonly CypherValue[]
  | { readonly [key: string]: CypherValue };

/** Of an answer of either engine. */
export function cypherValue(value: unknown): CypherValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(cypherValue);
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, inner]) => [String(key), cypherValue(inner)]));
  if (neo4j.isNode(value)) return nodeOf(value.labels.join(':'), value.properties);
  if (neo4j.isRelationship(value)) return relationshipOf(value.type, value.properties);
  if (neo4j.isPath(value)) {
    const { start, segments } = value;
    return pathOf(
      [start, ...segments.map(({ end }) => end)],
      segments.map(({ relationship }) => relationship),
    );
  }
  const members = value as Readonly<Record<string, unknown>>;
  if ('_nodes' in members && '_rels' in members) return pathOf(members['_nodes'] as [], members['_rels'] as []);
  if ('_label' in members && '_id' in members) {
    // LadybugDB gives nodes of a path the properties of all tables on it.
    const { _label: label, _id, _src, _dst, ...rest } = members;
    const properties = Object.fromEntries(Object.entries(rest).filter(([, inner]) => inner !== null));
    return '_src' in members ? relationshipOf(String(label), properties) : nodeOf(String(label), properties);
  }
  // Dates and places of Neo4j.
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  return propertiesOf(members);
}

function nodeOf(label: string, properties: object): NodeValue {
  return { kind: 'node', label, properties: propertiesOf(properties) };
}

function relationshipOf(type: string, properties: object): RelationshipValue {
  return { kind: 'relationship', type, properties: propertiesOf(properties) };
}

function pathOf(nodes: readonly unknown[], relationships: readonly unknown[]): PathValue {
  return { kind: 'path', nodes: nodes.map(cypherValue), relationships: relationships.map(cypherValue) };
}

function propertiesOf(properties: object): Record<string, CypherValue> {
  return Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, cypherValue(inner)]));
}
