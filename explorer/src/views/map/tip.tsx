/** What a point is, beside the pointer. */
import { OTHERS } from '../../design/shapes.js';
import { ShapeGlyph } from '../../parts/glyphs.js';
import { Motif } from '../../parts/motif-chip.js';
import { counted, Formula, number, SpaceGroup } from '../../parts/text.js';
import { clusterName } from './colouring.js';
import type { CrystalData, MapData, MotifData } from './data.js';
import type { SpaceGroups } from './search.js';

interface TipProps {
  data: MapData;
  index: number;
  spaceGroups: SpaceGroups;
  showsCluster: boolean;
}

export function Tip({ data, index, spaceGroups, showsCluster }: TipProps) {
  const cluster = data.clusters.find((one) => one.cluster === data.cluster[index]);
  return (
    <div class="map-tip">
      <ShapeGlyph geometry={data.geometry[index] ?? OTHERS.symbol} size={44} />
      {data.of === 'crystals' ? (
        <CrystalTip data={data} index={index} spaceGroups={spaceGroups} />
      ) : (
        <MotifTip data={data} index={index} />
      )}
      {showsCluster && (
        <p class="quiet">
          {cluster === undefined
            ? 'In no cluster'
            : `Cluster ${cluster.cluster + 1}: ${number(cluster.size)}, ${clusterName(cluster)}`}
        </p>
      )}
    </div>
  );
}

const MOST_MOTIFS = 6;

function CrystalTip({ data, index, spaceGroups }: { data: CrystalData; index: number; spaceGroups: SpaceGroups }) {
  const motifs = data.motifs[index]!;
  const gap = data.gap[index] ?? null;
  const symbol = spaceGroups.get(data.spaceGroup[index]!);
  return (
    <>
      <p>
        <Formula of={data.formula[index]!} /> {symbol !== undefined && <SpaceGroup of={symbol} />}{' '}
        <span class="quiet">{data.ids[index]}</span>
      </p>
      <p class="row">
        {motifs.slice(0, MOST_MOTIFS).map((motif) => (
          <span key={motif} class="chip">
            <Motif id={data.motifIds[motif]!} />
          </span>
        ))}
        {motifs.length > MOST_MOTIFS && <span class="quiet">{motifs.length - MOST_MOTIFS} more</span>}
        {gap !== null && <span class="quiet">gap {number(gap, 2)} eV</span>}
      </p>
    </>
  );
}

function MotifTip({ data, index }: { data: MotifData; index: number }) {
  const id = data.ids[index]!;
  return (
    <>
      <p class="row">
        <Motif id={id} named /> <span class="quiet">{id}</span>
      </p>
      <p class="quiet">
        in {counted(data.count[index]!, 'crystal')} that the map was learned from
        {!data.present.has(id) && '; in none of this graph'}
      </p>
    </>
  );
}
