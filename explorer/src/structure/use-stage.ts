/** The one stage of the page, loaded with the first picture. */
import { useEffect, useState } from 'preact/hooks';
import type { Stage } from './stage.js';

let loading: Promise<Stage> | null = null;

/** @throws where the browser has no WebGL */
function loadStage(): Promise<Stage> {
  loading ??= import('./stage.js').then(({ Stage: Made }) => new Made());
  return loading;
}

/** Null until it is there; 'none' where the browser has no WebGL. */
export function useStage(wanted = true): Stage | 'none' | null {
  const [stage, setStage] = useState<Stage | 'none' | null>(null);
  useEffect(() => {
    let isMounted = true;
    if (wanted) {
      loadStage().then(
        (loaded) => isMounted && setStage(loaded),
        () => isMounted && setStage('none'),
      );
    }
    return () => {
      isMounted = false;
    };
  }, [wanted]);
  return stage;
}

/** Whether the graphics card has taken the stage away; draws again when it is back. */
export function useLoss(stage: Stage | 'none' | null): boolean {
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    if (stage === null || stage === 'none') return;
    setLost(stage.isLost);
    return stage.onLoss(() => setLost(stage.isLost));
  }, [stage]);
  return isLost;
}
