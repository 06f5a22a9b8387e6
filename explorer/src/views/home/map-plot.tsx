/** The crystal map beside the search: a click opens a crystal. */
import type { UseQueryResult } from '@tanstack/preact-query';
import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { useTheme } from '../../design/theme.js';
import type { Answer, ApiFailure } from '../../graphql/client.js';
import type { HomeMapQuery } from '../../graphql/generated/operations.js';
import { Motif } from '../../parts/motif-chip.js';
import { useSpaceGroupNames } from '../../parts/space-groups.js';
import { Formula, number } from '../../parts/text.js';
import { Tooltip } from '../../parts/tooltip.js';
import { shapePalette, shapesOf } from '../../scatter/colours.js';
import type { Hovered } from '../../scatter/plot.js';
import { Scatter } from '../../scatter/scatter.js';
import { Legend } from './legend.js';

type Columns = NonNullable<HomeMapQuery['crystalMap']>['columns'];

export default function MapPlot({ of: { data, error } }: { of: UseQueryResult<Answer<HomeMapQuery>, ApiFailure> }) {
  if (error !== null) return <p class="no-map quiet">The map is missing: {error.message}</p>;
  if (data === undefined) return null;
  const columns = data.data.crystalMap?.columns;
  if (columns === undefined) {
    return (
      <p class="no-map quiet">
        {data.errors.map(({ message }) => message).join(' ')} <code>motifgraph embed</code> learns the vectors of which
        the map is made.
      </p>
    );
  }
  return <Plot of={columns} />;
}

/** Room for the legend. */
const INSET = { left: 0, top: 12, right: 210, bottom: 24 };
const NARROW_INSET = { left: 8, top: 8, right: 8, bottom: 56 };
const MOST_MOTIFS = 4;

function Plot({ of }: { of: Columns }) {
  const [, navigate] = useLocation();
  const theme = useTheme();
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const points = useMemo(() => ({ x: of.x as number[], y: of.y as number[] }), [of]);
  const swatchOf = useMemo(() => shapesOf(of.geometry as (string | null)[]), [of]);
  const palette = useMemo(() => shapePalette(theme), [theme]);
  const ids = of.crystalId as string[];
  // All at once, so that none is asked for when it is pointed at.
  const groups = useMemo(() => [...new Set(of.spaceGroupNumber as number[])], [of]);
  const nameOfGroup = useSpaceGroupNames(groups);
  return (
    <>
      <Scatter
        label={`Map of ${number(ids.length)} crystals; those with like frameworks stand together`}
        points={points}
        swatchOf={swatchOf}
        palette={palette}
        inset={window.innerWidth < 1100 ? NARROW_INSET : INSET}
        zoomable={false}
        highlighted={hovered === null ? [] : [hovered.index]}
        onHover={setHovered}
        onPick={(index) => navigate(addressOf.crystal(ids[index]!))}
      >
        {hovered !== null && (
          <Tooltip at={hovered.at}>
            <Tip of={of} index={hovered.index} nameOfGroup={nameOfGroup} />
          </Tooltip>
        )}
      </Scatter>
      <Legend />
    </>
  );
}

interface TipProps {
  of: Columns;
  index: number;
  nameOfGroup: ReturnType<typeof useSpaceGroupNames>;
}

function Tip({ of, index, nameOfGroup }: TipProps) {
  const group = (of.spaceGroupNumber as number[])[index]!;
  const motifs = (of.motifs as number[][])[index] ?? [];
  return (
    <div class="home-tip">
      <p>
        <Formula of={(of.formula as string[])[index]!} /> {nameOfGroup(String(group))}{' '}
        <span class="quiet">· {(of.crystalId as string[])[index]}</span>
      </p>
      <div class="row">
        {motifs.slice(0, MOST_MOTIFS).map((motif) => (
          <span key={motif} class="chip">
            <Motif id={of.motifIds[motif]!} />
          </span>
        ))}
        {motifs.length > MOST_MOTIFS && <span class="quiet">and {motifs.length - MOST_MOTIFS} more</span>}
      </div>
    </div>
  );
}
