/** All that is known of a crystal of the graph. */
import { z } from 'zod';
import { name } from '../arguments.js';
import { askedInPart } from '../ask.js';
import { askedOfCrystal } from '../known-crystal.js';
import { STRUCTURE_FIELDS, type Structure, structureFacts, structureInWords } from '../structure.js';
import { tool } from '../tool.js';
import { lines, present } from '../wording.js';

const input = z.strictObject({ id: name('Id of the crystal, as other tools list it') });

const DESCRIBE = `query DescribeCrystal($id: ID!) {
  crystal(id: $id) {
    id ${STRUCTURE_FIELDS}
    provenance { file block format dataset method analysisVersion }
  }
}`;

interface Described {
  readonly crystal: Structure & {
    readonly id: string;
    readonly provenance: {
      readonly file: string;
      readonly block: string | null;
      readonly format: string;
      readonly dataset: string | null;
      readonly method: string;
      readonly analysisVersion: string;
    };
  };
}

export const describeCrystal = tool({
  name: 'describe_crystal',
  title: 'Describe a crystal',
  description:
    'All that is known of one crystal of the graph, by its id: the structure in words, names, symmetry, coordination polyhedra and their connections, predictions with 90 % intervals, warnings, and the file and data set it comes from.',
  input,
  async answer({ id }, ask) {
    const { data, errors } = await askedOfCrystal(id, ask, () => askedInPart<Described>(ask, DESCRIBE, { id }));
    const { crystal } = data;
    const { file, dataset, format, method, analysisVersion } = crystal.provenance;
    return {
      text: lines(
        `${crystal.id}: ${structureInWords(crystal, errors)}`,
        `Source: ${file} (${format})${dataset === null ? '' : `, data set ${dataset}`}; analysed by ${method}, version ${analysisVersion}.`,
      ),
      facts: { id: crystal.id, ...structureFacts(crystal), provenance: present(crystal.provenance) },
    };
  },
});
