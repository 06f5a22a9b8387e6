/** What is picked on the page of a crystal: in its address, so that a link shows the same. */
import { useState } from 'preact/hooks';
import { useAddress } from '../../address/address.js';

export interface Picking {
  /** Orbit of the picked site; null: none. */
  readonly site: number | null;
  readonly pickSite: (orbit: number | null) => void;
  /** Name of the net that is lit; null: none. */
  readonly net: string | null;
  readonly lightNet: (name: string | null) => void;
  /** A net and a placement of a pattern are lit no more. */
  readonly letGo: () => void;
  /** Orbits of what is under the pointer, anywhere on the page. */
  readonly hovered: readonly number[];
  readonly hover: (orbits: readonly number[]) => void;
}

export function usePicking(): Picking {
  const [parameters, change] = useAddress();
  const [hovered, hover] = useState<readonly number[]>([]);
  const site = parameters.get('site');
  return {
    site: site !== null && /^\d+$/.test(site) ? Number(site) : null,
    // One thing stands out at a time.
    pickSite: (orbit) =>
      change(orbit === null ? { site: null } : { site: String(orbit), net: null, ...tabOfSites(parameters) }),
    net: parameters.get('net'),
    lightNet: (name) => change({ net: name, ...(name === null ? {} : { site: null }) }),
    letGo: () => change({ net: null, lit: null, p: null, placement: null }),
    hovered,
    hover,
  };
}

/** A small screen shows one part at a time: it goes where the picked site is told, unless it is there. */
function tabOfSites(parameters: URLSearchParams): { tab?: string } {
  const isAlone = window.matchMedia('(width < 600px)').matches;
  return isAlone && !['sites', 'connections'].includes(parameters.get('tab') ?? '') ? { tab: 'sites' } : {};
}
