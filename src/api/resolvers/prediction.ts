/** What AMDNet predicts of crystals, and what its predictions rest on. */

import { Args, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import { properties } from '../../amdnet/properties.js';
import type { MotifSiteNode, PredictionNode } from '../../graph/model.js';
import { digits } from '../../pipeline/digits.js';
import type { Context } from '../context.js';
import { basisTimes, usual } from '../cost.js';
import { predictionNodeId } from '../node-ids.js';
import { PartArgs, partOf } from '../parts.js';
import { UNIT_DESCRIPTION } from '../types/predicted.js';
import { Prediction, PredictionBasis, PredictionContribution, PredictionModel } from '../types/prediction.js';
import { MotifSite } from '../types/site.js';

@Resolver(() => Prediction)
export class PredictionResolver {
  @FieldResolver(() => ID, { description: 'Id, `CRYSTAL/PROPERTY`.' })
  id(@Root() { crystalId, property }: PredictionNode): string {
    return predictionNodeId(crystalId, property);
  }

  @FieldResolver(() => String, { description: UNIT_DESCRIPTION })
  unit(@Root() { property }: PredictionNode): string {
    return properties[property].unit;
  }

  @FieldResolver(() => PredictionModel, { description: 'Model that made the prediction.' })
  model(@Root() { model: name, version }: PredictionNode): PredictionModel {
    return { name, version };
  }

  @FieldResolver(() => PredictionBasis, {
    nullable: true,
    description:
      'Motif sites and atoms that the prediction rests on. Computed on request, from the structure; errors: NO_MODEL, SERVER_BUSY, LIMIT_EXCEEDED (`analysisSeconds`, `analysisMebibytes`, `predictionEdges`).',
    complexity: basisTimes,
  })
  async basis(
    @Root() { crystalId, property }: PredictionNode,
    @Ctx() { loaders, predictions }: Context,
  ): Promise<PredictionBasis> {
    const { prediction, elements } = await loaders.freshPrediction.load(crystalId);
    const { atoms = [], motifs = [] } = prediction.contributions ?? {};
    const contribution =
      (by: 'motif' | 'atom') =>
      (part: (typeof atoms)[number]): PredictionContribution => {
        const { orbit } = part;
        return { by, orbit, element: elements[orbit]!, value: digits(part[property]), crystalId };
      };
    const mean = predictions.model.mean[property];
    // Log-odds from the parts: of a probability near 0 or 1 the digits are lost.
    const value =
      property === 'isMetal'
        ? [...motifs, ...atoms].reduce((sum, { isMetal }) => sum + isMetal, mean)
        : prediction[property].value;
    return {
      model: prediction.model,
      unit: property === 'isMetal' ? 'log-odds' : properties[property].unit,
      mean: digits(mean),
      value: digits(value),
      parts: [...motifs.map(contribution('motif')), ...atoms.map(contribution('atom'))].sort(
        (a, b) => Math.abs(b.value) - Math.abs(a.value),
      ),
    };
  }
}

@Resolver(() => PredictionBasis)
export class PredictionBasisResolver {
  @FieldResolver(() => [PredictionContribution], {
    nullable: true,
    description:
      'Contributions of motif sites and atoms to the prediction, largest first; empty for models without them.',
    complexity: usual.contributions,
  })
  contributions(
    @Args(() => PartArgs) part: PartArgs,
    @Root() { parts }: PredictionBasis,
    @Ctx() { limits }: Context,
  ): readonly PredictionContribution[] {
    return partOf(parts, part, limits);
  }

  @FieldResolver(() => Int, { description: 'Total number of entries of `contributions`.' })
  contributionCount(@Root() { parts }: PredictionBasis): number {
    return parts.length;
  }
}

@Resolver(() => PredictionContribution)
export class PredictionContributionResolver {
  @FieldResolver(() => MotifSite, {
    nullable: true,
    description: 'Motif site of this orbit, with its motif; null for anions.',
  })
  async site(
    @Root() { crystalId, orbit }: PredictionContribution,
    @Ctx() { loaders }: Context,
  ): Promise<MotifSiteNode | null> {
    const sites = await loaders.sitesOfCrystal.load(crystalId);
    return sites.find((site) => site.orbit === orbit) ?? null;
  }
}
