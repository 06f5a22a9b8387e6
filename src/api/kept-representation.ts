/** The representation that the graph holds, kept in memory as long as the graph keeps it. */

import { inSteps } from '../graph/turns.js';
import type { Representation } from '../representation/representation.js';
import { RepresentationFileError, readingSteps, representationText } from '../representation/representation-file.js';
import { apiError } from './errors.js';
import type { QueryGraph } from './graph-access.js';

export class KeptRepresentation {
  private digest: string | null = null;
  private reading: Promise<Representation> | undefined;

  /** @throws GraphQLError NOTHING_LEARNED */
  async representation(queryGraph: QueryGraph): Promise<Representation> {
    const digest = await queryGraph((store) => store.vectors.digest());
    if (digest === null) {
      throw apiError(
        'NOTHING_LEARNED',
        'The graph has no vectors yet. The operator of this server can create them with `motifgraph embed`.',
      );
    }
    if (digest !== this.digest || this.reading === undefined) {
      this.digest = digest;
      this.reading = this.read(queryGraph);
      this.reading.catch(() => {
        this.reading = undefined;
      });
    }
    return this.reading;
  }

  private async read(queryGraph: QueryGraph): Promise<Representation> {
    const bytes = await queryGraph((store) => store.vectors.representation());
    if (bytes === null)
      throw apiError('NOTHING_LEARNED', 'The vectors of the graph are being replaced. Try again in a few seconds.');
    try {
      return await inSteps(readingSteps(await representationText(bytes)));
    } catch (error) {
      if (!(error instanceof RepresentationFileError)) throw error;
      throw apiError(
        'NOTHING_LEARNED',
        'The vectors of the graph come from another version of Motifgraph. The operator of this server can renew them with `motifgraph embed`.',
      );
    }
  }
}
