/** What the schema says of every predicted property. */
import type { GraphQLScalarType } from 'graphql';
import { type ClassType, Field } from 'type-graphql';
import { PROPERTIES, type Property, properties, snakeCase, UNITS } from '../../amdnet/properties.js';
import { numberWord } from '../../motif/description/words.js';

/** `BAND_GAP`, with what it stands for and its description, in the form of `enumeration`. */
export function predictedValues(
  description: (property: Property) => string,
): Record<string, readonly [Property, string]> {
  return Object.fromEntries(
    PROPERTIES.map((property) => [snakeCase(property).toUpperCase(), [property, description(property)]]),
  );
}

/** A field for each property behind the one that it decorates: fields stand in the schema in the order of the code. */
export function PredictedFields(
  type: () => ClassType | GraphQLScalarType,
  description: (property: Property) => string,
): PropertyDecorator {
  return (prototype) => {
    for (const property of PROPERTIES) {
      Field(type, { nullable: true, description: description(property) })(prototype, property);
    }
  };
}

/** `Predicted band gap, eV`. */
function predicted(property: Property): string {
  const { kind, name, unit } = properties[property];
  return kind === 'number' ? `Predicted ${name}, ${unit}` : `Predicted probability of being a ${name}`;
}

function predictedInRange(property: Property): string {
  return properties[property].kind === 'number' ? predicted(property) : `${predicted(property)}, 0–1`;
}

/** What is to be known of all of them is said of the first. */
function ofFirst(property: Property, text: string): string {
  return property === PROPERTIES[0] ? text : '';
}

export function sortDescription(property: Property): string {
  return `${predicted(property)}${ofFirst(property, '; crystals without predictions come last, here and below')}.`;
}

export function filterDescription(property: Property): string {
  const { filterExample } = properties[property];
  const example = filterExample === undefined ? '' : `: ${filterExample}`;
  const without = `Crystals without predictions meet none of these ${numberWord(PROPERTIES.length)}.`;
  return `${predictedInRange(property)}${example}.${ofFirst(property, ` ${without}`)}`;
}

export function rowDescription(property: Property): string {
  return `${predictedInRange(property)}${ofFirst(property, '; null without a prediction')}.`;
}

const QUOTED_UNITS = UNITS.map((unit) => `\`${unit}\``).join(', ');

export const UNIT_DESCRIPTION = `Unit of value and interval: ${QUOTED_UNITS} or \`probability\`.`;
export const BASIS_UNIT_DESCRIPTION = `Unit of all values here: ${QUOTED_UNITS}, or \`log-odds\` of being a metal.`;
