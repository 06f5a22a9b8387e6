/** Connected pairs of sites as rows of lists: classes of equivalent connections, as one of the two sites sees them. */
import type { Fields, PropertiesOf } from './field.js';
import { MOTIF_SITE, SHARES } from './site-tables.js';

const { kind, sharedLigands, count, distance } = SHARES.fields;
const ID = { column: 'text', vocabulary: 'id' } as const;

export const SITE_PAIR = {
  id: {
    ...ID,
    description:
      'Id, `CRYSTAL/ORBIT/NUMBER`, counted from 0 among the connections of the site; stable as long as the crystal does not change.',
  },
  crystalId: MOTIF_SITE.fields.crystalId,
  fromSiteId: { ...ID, description: 'Id of the site that looks.' },
  toSiteId: { ...ID, description: 'Id of the partner.' },
  kind,
  sharedLigands,
  count,
  distance,
  angle: { column: 'real', description: 'Mean of the angles, degrees.' },
  anglesInDegrees: {
    column: 'reals',
    description: 'Angle centre–ligand–centre at each shared ligand, degrees, ascending.',
  },
} as const satisfies Fields;

export interface SitePairRow extends PropertiesOf<typeof SITE_PAIR> {}

/** Numbers that lists of connections are sorted by. */
export type ConnectionNumber = 'angle' | 'distance' | 'sharedLigands';
