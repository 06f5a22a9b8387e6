import { readFile } from 'node:fs/promises';
import {
  buildSchema as buildGraphQLSchema,
  findBreakingChanges,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildApiSchema, printApiSchema } from '../../src/api/schema.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildApiSchema();
});

const ownTypes = () => Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
const BUILT_IN = new Set(['Boolean', 'Float', 'ID', 'Int', 'String']);

describe('the schema', () => {
  test('is the one in schema/schema.graphql', async () => {
    const written = await readFile(new URL('../../schema/schema.graphql', import.meta.url), 'utf8');
    expect(await printApiSchema(), 'npm run schema writes it anew').toBe(written);
    expect(findBreakingChanges(buildGraphQLSchema(written), schema)).toEqual([]);
    expect(findBreakingChanges(schema, buildGraphQLSchema(written))).toEqual([]);
  });

  test('describes every type, field, argument and value', () => {
    const bare: string[] = [];
    const note = (place: string, { description }: { description?: string | null | undefined }) => {
      if (!description || !/[.)?!:`]$/.test(description.trim())) bare.push(place);
    };
    for (const type of ownTypes()) {
      if (BUILT_IN.has(type.name) || type === schema.getQueryType()) continue;
      note(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    }
    for (const type of ownTypes()) {
      if (!isObjectType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field);
        if ('args' in field) for (const arg of field.args) note(`${type.name}.${field.name}(${arg.name})`, arg);
      }
    }
    expect(bare).toEqual([]);
  });

  test('lets a wrong argument take away its own field alone', () => {
    const taken: string[] = [];
    for (const type of ownTypes().filter(isObjectType)) {
      for (const field of Object.values(type.getFields())) {
        const canBeWrong = field.args.some(({ type }) => {
          const named = getNamedType(type);
          return !isEnumType(named) && named.name !== 'Boolean';
        });
        if (!canBeWrong) continue;
        if (isNonNullType(field.type)) taken.push(`${type.name}.${field.name}`);
        expect(field.description, `${type.name}.${field.name}`).toMatch(/null/);
      }
    }
    expect(taken).toEqual([]);
  });

  test('names the unit of every number that has one', () => {
    const units: Readonly<Record<string, RegExp>> = {
      'Crystal.density': /g\/cm³/,
      'Crystal.volumePerAtom': /Å³/,
      'Cell.a': /Å/,
      'Cell.alpha': /degrees/,
      'ConnectedSite.distance': /Å/,
      'ConnectedSite.anglesInDegrees': /degrees/,
      'Distortion.csm': /0 \(ideal\) to 100/,
      'Distortion.bondLengthSpread': /Å/,
      'Distortion.polyhedronVolume': /Å³/,
      'Ligand.distance': /Å/,
      'MotifStatistics.bondLength': /Å/,
    };
    for (const [place, unit] of Object.entries(units)) {
      const [type, field] = place.split('.') as [string, string];
      const found = schema.getType(type);
      if (!isObjectType(found)) throw new Error(`${type} is no type`);
      expect(found.getFields()[field]!.description, place).toMatch(unit);
    }
  });

  test('reads alone: there is nothing that changes the graph', () => {
    expect(schema.getMutationType()).toBeUndefined();
  });

  test('has connections as Relay wants them', () => {
    for (const type of ownTypes().filter(({ name }) => name.endsWith('Connection') && name !== 'PatternConnection')) {
      if (!isObjectType(type)) throw new Error(`${type.name} is no object type`);
      const fields = type.getFields();
      expect(String(fields['pageInfo']!.type)).toBe('PageInfo!');
      const edge = schema.getType(`${type.name.replace(/Connection$/, '')}Edge`);
      if (!isObjectType(edge)) throw new Error(`${type.name} has no edges`);
      expect(Object.keys(edge.getFields()).sort()).toEqual(['cursor', 'node']);
      expect(String(fields['edges']!.type)).toBe(`[${edge.name}!]!`);
    }
  });
});
