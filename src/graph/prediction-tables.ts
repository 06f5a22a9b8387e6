/** Properties that hold predictions of AMDNet. */
import { PROPERTIES, type Property, perProperty, properties, shownAs } from '../amdnet/properties.js';
import { numberWord } from '../motif/description/words.js';
import { type Field, type NodeTable, range } from './field.js';

/** What AMDNet predicts, null where nothing was predicted; `PREDICTION` tells more. */
export const PREDICTED = perProperty((property) => predictedField(property));

export const PREDICTION = {
  fields: {
    crystalId: { column: 'text', vocabulary: 'id', description: 'Id of the crystal.' },
    property: { column: 'text', vocabulary: 'predicted property', description: 'The predicted property.' },
    value: { column: 'real', description: 'The value, in the unit of the property.' },
    low: {
      column: 'real',
      nullable: true,
      description: 'Lower end of the 90 % prediction interval; null for probabilities.',
    },
    high: {
      column: 'real',
      nullable: true,
      description: 'Upper end of the 90 % prediction interval; null for probabilities.',
    },
    model: { column: 'text', description: 'Name of the model.' },
    version: { column: 'text', description: 'Version of the model.' },
    cautions: {
      column: 'texts',
      description: 'Reasons to treat the value with caution; empty if there are none.',
    },
  },
  derived: { id: { column: 'text', description: '`CRYSTAL/PROPERTY`.' } },
} as const satisfies NodeTable;

/** `Predicted band gap, eV`. */
function predicted(property: Property): string {
  const { kind, name, unit } = properties[property];
  return kind === 'number' ? `Predicted ${name}, ${unit}` : `Predicted probability of being a ${name}`;
}

/** What is to be known of all of them is said of the first. */
function predictedField(property: Property) {
  const ofFirst = (text: string) => (property === PROPERTIES[0] ? text : '');
  const { filterExample, kind, unit } = properties[property];
  const inRange = kind === 'number' ? predicted(property) : `${predicted(property)}, 0–1`;
  const example = filterExample === undefined ? '' : `: ${filterExample}`;
  const without = `Crystals without predictions pass none of these ${numberWord(PROPERTIES.length)} filters.`;
  return {
    column: 'real',
    nullable: true,
    shownAs: shownAs(property),
    description: `${inRange}${ofFirst('; null without a prediction')}.`,
    unit: unit === 'probability' ? '1' : unit,
    part: null,
    filter: range(shownAs(property), `${inRange}${example}.${ofFirst(` ${without}`)}`),
    sort: `${predicted(property)}${ofFirst('; crystals without predictions come last, here and below')}.`,
    indexed: true,
  } as const satisfies Field;
}
