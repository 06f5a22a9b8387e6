/** Structures that requests bring along. */
import { Arg, Ctx, Float, Query, Resolver } from 'type-graphql';
import type { StructureFormat } from '../../crystal/crystal.js';
import { isTolerance, SYMMETRY_TOLERANCE, TOLERANCE_LIMITS } from '../../crystal/symmetry.js';
import type { CrystalSummary } from '../../graph/model.js';
import type { Strategy } from '../../motif/analysis.js';
import type { Context } from '../context.js';
import { analysisTimes } from '../cost.js';
import { apiError, refusalError } from '../errors.js';
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
    @Arg('alloys', () => Boolean, {
      defaultValue: false,
      description: 'Whether a metal, alloy or element is analysed too, without ions (`isAlloy`), instead of refused.',
    })
    alloys: boolean,
    @Arg('symprec', () => Float, {
      defaultValue: SYMMETRY_TOLERANCE,
      description: `Tolerance of the symmetry: how far atoms may be off their places, Å, ${TOLERANCE_LIMITS}.`,
    })
    symmetryTolerance: number,
    @Ctx() { analyst, loaders, predictions, note }: Context,
  ): Promise<CrystalSummary> {
    note.isOwn = true;
    if (!isTolerance(symmetryTolerance)) {
      throw apiError('BAD_USER_INPUT', `\`symprec\` is ${symmetryTolerance}; it has to be ${TOLERANCE_LIMITS} Å.`);
    }
    const { neighbourhood } = predictions;
    const which = { ...(format != null && { format }), ...(block != null && { block }) };
    const result = await analyst.analyze({
      text,
      file: name,
      ...which,
      strategy,
      alloys,
      symmetryTolerance,
      neighbourhood,
    });
    if (!result.ok) throw refusalError('STRUCTURE_REFUSED', result.refusal);
    loaders.keep(result.record, result.graph);
    return result.record.crystal;
  }
}
