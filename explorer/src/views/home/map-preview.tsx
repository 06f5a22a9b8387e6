/** The place of the crystal map; the map comes after everything else. */
import { lazy, Suspense } from 'preact/compat';
import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { useAnswer } from '../../graphql/client.js';
import { HomeMapDocument } from '../../graphql/generated/operations.js';
import { counted, number } from '../../parts/text.js';

const MapPlot = lazy(() => import('./map-plot.js'));

/** @param isReady whether the rest of the page is there */
export function MapPreview({ isReady }: { isReady: boolean }) {
  const isIdle = useIdle(isReady);
  const answer = useAnswer(HomeMapDocument, {}, { enabled: isIdle });
  const map = answer.data?.data.crystalMap ?? null;
  const shown = map?.columns.crystalId.length ?? 0;
  return (
    <div class="map-preview">
      {isIdle && (
        <Suspense fallback={null}>
          <MapPlot of={answer} />
        </Suspense>
      )}
      <p class="map-note quiet">
        {map !== null && shown < map.totalCount && (
          <>
            {number(shown)} of {counted(map.totalCount, 'crystal')}, spread evenly.{' '}
          </>
        )}
        Like frameworks stand together, whatever their elements.{' '}
        <Link class="link" href="/map">
          Open the map
        </Link>{' '}
        ·{' '}
        <Link class="link" href="/map?table=yes">
          Open as table
        </Link>
      </p>
    </div>
  );
}

/** True after the browser has painted what was ready. */
function useIdle(isReady: boolean): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    if (!isReady) return;
    const frame = requestAnimationFrame(() => setTimeout(() => setIdle(true)));
    return () => cancelAnimationFrame(frame);
  }, [isReady]);
  return isIdle;
}
