/** The chosen points as a file. */
import { csv, download } from '../../parts/download.js';
import type { MapData } from './data.js';
import type { SpaceGroups } from './search.js';

export function keepRows(data: MapData, chosen: readonly number[], spaceGroups: SpaceGroups): void {
  const common = ['x', 'y', 'cluster', 'geometry', 'element'];
  const commonOf = (index: number) => [
    data.points.x[index]!,
    data.points.y[index]!,
    data.cluster[index] ?? null,
    data.geometry[index] ?? null,
    data.element[index] ?? null,
  ];
  const rows =
    data.of === 'crystals'
      ? [
          ['crystalId', 'formula', 'spaceGroupSymbol', 'bandGap', 'motifs', ...common],
          ...chosen.map((index) => [
            data.ids[index]!,
            data.formula[index]!,
            spaceGroups.get(data.spaceGroup[index]!) ?? data.spaceGroup[index]!,
            data.gap[index] ?? null,
            data.motifs[index]!.map((motif) => data.motifIds[motif]!).join(' '),
            ...commonOf(index),
          ]),
        ]
      : [
          ['motifId', 'crystals', ...common],
          ...chosen.map((index) => [data.ids[index]!, data.count[index]!, ...commonOf(index)]),
        ];
  download(`${data.of}-of-the-map.csv`, csv(rows));
}
