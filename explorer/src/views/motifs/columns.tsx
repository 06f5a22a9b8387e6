/** Columns of the table of motifs. */
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import type { MotifSortKey, MotifsPageQuery } from '../../graphql/generated/operations.js';
import { Bar } from '../../parts/facet-row.js';
import { Motif } from '../../parts/motif-chip.js';
import type { Column } from '../../parts/table.js';
import { Formula, number } from '../../parts/text.js';

export type MotifRow = NonNullable<MotifsPageQuery['motifs']>['rows'][number];

export interface MotifColumn extends Column<MotifRow> {
  /** The title in words, for the choice of columns. */
  readonly name: string;
  readonly sortKey?: MotifSortKey;
}

interface Words {
  /** The most crystals that a motif of the list has. */
  readonly most: number;
  readonly shape: (geometry: string) => string;
  readonly element: (symbol: string) => string;
}

export function motifColumns({ most, shape, element }: Words): readonly MotifColumn[] {
  return [
    {
      key: 'motif',
      name: 'Motif',
      title: 'Motif',
      cell: ({ motifId }) => (
        <Link class="chip" href={addressOf.motif(motifId)}>
          <Motif id={motifId} />
        </Link>
      ),
    },
    {
      key: 'id',
      name: 'Id',
      title: 'Id',
      sortKey: 'ID',
      sortable: true,
      cell: ({ motifId }) => <span class="quiet">{motifId}</span>,
    },
    {
      key: 'centre',
      name: 'Centre',
      title: 'Centre',
      cell: (row) => element(row.element),
    },
    { key: 'shape', name: 'Shape', title: 'Shape', cell: ({ geometry }) => shape(geometry) },
    {
      key: 'ligands',
      name: 'Ligands',
      title: 'Ligands',
      cell: ({ ligandFormula }) => <Formula of={ligandFormula} />,
    },
    {
      key: 'coordination',
      name: 'Number of ligands',
      title: 'Ligand number',
      sortKey: 'COORDINATION_NUMBER',
      sortable: true,
      isNumber: true,
      cell: ({ coordinationNumber }) => number(coordinationNumber),
    },
    {
      key: 'bar',
      name: 'Bars',
      title: <span class="unseen">Share</span>,
      cell: ({ crystalCount }) => <Bar share={crystalCount / most} />,
    },
    {
      key: 'crystals',
      name: 'Crystals',
      title: 'Crystals',
      sortKey: 'CRYSTAL_COUNT',
      sortable: true,
      isNumber: true,
      cell: ({ motifId, crystalCount }) => (
        <Link class="link" href={addressOf.crystalsThat({ motifs: [motifId] })}>
          {number(crystalCount)}
        </Link>
      ),
    },
    {
      key: 'sites',
      name: 'Sites in primitive cells',
      title: 'Sites',
      sortKey: 'SITE_COUNT',
      sortable: true,
      isNumber: true,
      cell: ({ siteCount }) => number(siteCount),
    },
  ];
}

export const DEFAULT_COLUMNS = ['motif', 'centre', 'shape', 'ligands', 'coordination', 'bar', 'crystals', 'sites'];
