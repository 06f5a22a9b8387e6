/** The colours of a crystal's motifs: those of the picture, everywhere on the page. */
import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { shapeOf } from '../../design/shapes.js';
import { useTheme } from '../../design/theme.js';
import { motifColours } from '../../structure/colours.js';
import type { Site } from './model/site.js';

type Colours = ReadonlyMap<string, string>;

export const MotifColours = createContext<Colours>(new Map());

export function useColoursOf(sites: readonly Site[]): Colours {
  const theme = useTheme();
  return useMemo(() => {
    const first = new Map<string, Site>();
    for (const site of sites) if (site.motifId !== null && !first.has(site.motifId)) first.set(site.motifId, site);
    const groups = [...first].map(([key, { geometry, element, oxidationState }]) => ({
      key,
      motifId: key,
      element,
      formula: key,
      geometry: geometry?.symbol ?? '',
      oxidationState,
      polyhedra: [],
    }));
    return motifColours({ groups }, theme);
  }, [sites, theme]);
}

/** Colour of a motif of this crystal; undefined for those of others. */
export function useMotifColour(motifId: string | null): string | undefined {
  const colours = useContext(MotifColours);
  return motifId === null ? undefined : colours.get(motifId);
}

/** Hex colour of a site; grey where it has no motif. */
export function useSiteColour(): (site: Site) => string {
  const colours = useContext(MotifColours);
  const theme = useTheme();
  return ({ motifId, geometry }) =>
    (motifId === null ? undefined : colours.get(motifId)) ??
    shapeOf(geometry?.symbol ?? '').colours[theme === 'light' ? 0 : 1];
}
