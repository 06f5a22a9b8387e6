/** Where the motif stands on the map of motifs: near those that connect as it does. */
import { useMemo, useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { addressOf, questionOf } from '../../address/address.js';
import { useTheme } from '../../design/theme.js';
import type { ApiError } from '../../graphql/client.js';
import type { MotifPageQuery } from '../../graphql/generated/operations.js';
import { Motif, motifFormula } from '../../parts/motif-chip.js';
import { Panel } from '../../parts/panel.js';
import { ErrorBox } from '../../parts/states.js';
import { counted, Formula } from '../../parts/text.js';
import { Tooltip } from '../../parts/tooltip.js';
import { shapePalette, shapesOf } from '../../scatter/colours.js';
import type { Hovered } from '../../scatter/plot.js';
import { Scatter } from '../../scatter/scatter.js';

interface PlaceProps {
  id: string;
  map: NonNullable<MotifPageQuery['motifMap']> | null;
  errors: readonly ApiError[];
}

const INSET = { top: 14, right: 10, bottom: 10, left: 10 };

export function Place({ id, map, errors }: PlaceProps) {
  const theme = useTheme();
  const [, navigate] = useLocation();
  const [hovered, setHovered] = useState<Hovered | null>(null);
  const palette = useMemo(() => shapePalette(theme), [theme]);
  const data = useMemo(() => (map === null ? null : dataOf(map)), [map]);
  if (data === null || map === null) {
    return (
      <Panel class="motif-place" title="Place on the motif map">
        <ErrorBox errors={errors.filter(({ path }) => path?.[0] === 'motifMap')} />
      </Panel>
    );
  }
  const index = data.ids.indexOf(id);
  const labels =
    index < 0
      ? []
      : [
          {
            key: id,
            x: data.points.x[index]!,
            y: data.points.y[index]!,
            spread: 0,
            weight: 1,
            content: <Formula of={motifFormula(id)} />,
          },
        ];
  return (
    <Panel
      class="motif-place"
      title="Place on the motif map"
      aside={
        <span class="row">
          <Link class="link" href={`/map${questionOf(new URLSearchParams({ of: 'motifs', q: id }))}`}>
            {counted(data.ids.length, 'motif')}
          </Link>
          <Link class="link" href="/map?of=motifs&table=yes">
            Open as table
          </Link>
        </span>
      }
    >
      {index < 0 && (
        <p class="quiet">
          It is not on the map, which holds motifs in {counted(map.leastCrystals, 'crystal')} or more of those that it
          was learned from.
        </p>
      )}
      <div class="place-map">
        <Scatter
          label={`Map of ${data.ids.length} motifs; those that connect to others alike are close`}
          points={data.points}
          swatchOf={data.swatchOf}
          palette={palette}
          highlighted={index < 0 ? [] : [index]}
          labels={labels}
          inset={INSET}
          zoomable={false}
          onHover={setHovered}
          onPick={(picked) => navigate(addressOf.motif(data.ids[picked]!))}
        >
          {hovered !== null && (
            <Tooltip at={hovered.at}>
              <Motif id={data.ids[hovered.index]!} named />
            </Tooltip>
          )}
        </Scatter>
      </div>
    </Panel>
  );
}

function dataOf({ columns }: NonNullable<MotifPageQuery['motifMap']>) {
  const ids = columns.motifId as string[];
  return {
    ids,
    points: { x: columns.x as number[], y: columns.y as number[] },
    swatchOf: shapesOf(columns.geometry as string[]),
  };
}
