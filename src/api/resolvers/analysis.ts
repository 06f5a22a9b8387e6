/** Structures that requests bring along. */
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { StructureFormat } from '../../crystal/crystal.js';
import type { CrystalSummary } from '../../graph/model.js';
import type { Strategy } from '../../motif/analysis.js';
import type { Context } from '../context.js';
import { analysisTimes } from '../cost.js';
import { refusalError } from '../errors.js';
import { Crystal } from '../types/crystal.js';
import { StrategyEnum, StructureFormatEnum } from '../types/enums.js';

@Resolver()
export class AnalysisResolver {
  @Query(() => Crystal, {
    nullable: true,
    description:
      'Analyses a structure without storing it. Counts of motifs, and connections between motifs, are those of the graph. If null, there is an error: STRUCTURE_REFUSED, with reason and line.',
    complexity: analysisTimes,
  })
  async analyzeStructure(
    @Arg('text', () => String, {
      description: 'Text of the file, of at most `structureBytes` bytes (a limit of this server).',
    })
    text: string,
    @Arg('format', () => StructureFormatEnum, {
      nullable: true,
      description: 'Format; detected by default.',
    })
    format: StructureFormat | null,
    @Arg('name', () => String, {
      defaultValue: 'structure',
      description: "The file's name, for messages and provenance.",
    })
    name: string,
    @Arg('block', () => String, {
      nullable: true,
      description: 'Name of the data block, if the text holds several structures.',
    })
    block: string | null,
    @Arg('strategy', () => StrategyEnum, { defaultValue: 'simplest', description: 'How ligands are chosen.' })
    strategy: Strategy,
    @Ctx() { analyst, loaders, predictions, note }: Context,
  ): Promise<CrystalSummary> {
    note.isOwn = true;
    const { neighbourhood } = predictions;
    const which = { ...(format != null && { format }), ...(block != null && { block }) };
    const result = await analyst.analyze({ text, file: name, ...which, strategy, neighbourhood });
    if (!result.ok) throw refusalError('STRUCTURE_REFUSED', result.refusal);
    loaders.keep(result.record, result.graph);
    return result.record.crystal;
  }
}
