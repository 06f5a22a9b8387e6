/** A structure that the graph need not hold. */
import { z } from 'zod';
import { name } from '../arguments.js';
import { askedInPart } from '../ask.js';
import {
  format,
  STRUCTURE_FIELDS,
  type Structure,
  structureFacts,
  structureInWords,
  structureText,
} from '../structure.js';
import { tool } from '../tool.js';

const input = z.strictObject({
  text: structureText('of one crystal, in full'),
  format,
  block: name('Data block to take, if the text holds several').optional(),
  strategy: z
    .enum(['simplest', 'multi-weights'])
    .default('simplest')
    .describe('How ligands are chosen; multi-weights tells fractions of several shapes for ambiguous sites'),
});

const ANALYZE = `query AnalyzeStructure($text: String!, $format: StructureFormat, $block: String, $strategy: Strategy!) {
  analyzeStructure(text: $text, format: $format, block: $block, strategy: $strategy) { ${STRUCTURE_FIELDS} }
}`;

export const analyzeStructure = tool({
  name: 'analyze_structure',
  title: 'Analyse a structure',
  description:
    'Analyses a crystal structure given as the text of a CIF, POSCAR or JSON file, without storing it: coordination polyhedra of all cations, how they are connected, the structure in words, its type and mineral name, oxidation states, warnings, and predicted band gap, formation energy and metallicity with 90 % intervals.',
  input,
  async answer({ text, format, block, strategy }, ask) {
    const { data, errors } = await askedInPart<{ readonly analyzeStructure: Structure }>(ask, ANALYZE, {
      text,
      format: format?.toUpperCase(),
      block,
      strategy: strategy.toUpperCase().replace('-', '_'),
    });
    return {
      text: structureInWords(data.analyzeStructure, errors),
      facts: structureFacts(data.analyzeStructure),
    };
  },
});
