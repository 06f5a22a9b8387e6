/** The panels of a crystal, stored or just analysed: picture, words, sites, connections, nets, predictions, likeness. */
import type { ComponentChildren } from 'preact';
import { useParameter } from '../../address/address.js';
import type { ApiError } from '../../graphql/client.js';
import type { CrystalsLikeItFragment } from '../../graphql/generated/operations.js';
import { MotifColours, useColoursOf } from './colours.js';
import type { Bases } from './model/basis.js';
import type { CrystalData, Site } from './model/site.js';
import { Connections } from './panels/connections.js';
import { Nets } from './panels/nets.js';
import { PickedSite } from './panels/picked-site.js';
import { Predictions } from './panels/predictions.js';
import { type Basis, BASES, Similar } from './panels/similar.js';
import { Reported } from './panels/reported.js';
import { Sites } from './panels/sites.js';
import { Units } from './panels/units.js';
import { Words } from './panels/words.js';
import type { Picking } from './state.js';
import './crystal.css';

/** Parts that small screens show one at a time. */
const TABS = [
  ['words', 'Words'],
  ['sites', 'Sites'],
  ['connections', 'Connections'],
  ['nets', 'Nets'],
  ['predictions', 'Predictions'],
  ['similar', 'Similar'],
] as const;
const TAB_KEYS = TABS.map(([key]) => key);

/** Similar crystals by one basis. */
export interface Likeness {
  readonly similar: CrystalsLikeItFragment['similarCrystals'] | undefined;
  readonly errors: readonly ApiError[];
}

interface CrystalBodyProps {
  crystal: CrystalData;
  /** What is told of parts that are null. */
  errors: readonly ApiError[];
  picking: Picking;
  /** The structure in 3-D. */
  picture: ComponentChildren;
  bases: Bases;
  likeness: Likeness;
}

const NO_SITES: readonly Site[] = [];

/** Basis of likeness in the address. */
export function useBasis(): readonly [basis: Basis, set: (basis: Basis) => void] {
  return useParameter('by', BASES, 'framework');
}

export function CrystalBody({ crystal, errors, picking, picture, bases, likeness }: CrystalBodyProps) {
  const [tab, setTab] = useParameter('tab', TAB_KEYS, 'words');
  const [basis, setBasis] = useBasis();
  const sites = crystal.sites ?? NO_SITES;
  const isAlloy = crystal.ionAssignment === 'NONE';
  const colours = useColoursOf(sites);
  const pickedSite = sites.find(({ orbit }) => orbit === picking.site) ?? null;
  const failureOf = (field: string) => errors.find(({ path }) => path?.[1] === field)?.message ?? null;
  return (
    <MotifColours.Provider value={colours}>
      <div class="crystal-body" data-tab={tab}>
        <div class="crystal-columns">
          <div class="crystal-column">
            {picture}
            <nav class="crystal-tabs" aria-label="Parts of the page">
              {TABS.map(([key, name]) => (
                <button
                  key={key}
                  type="button"
                  aria-current={key === tab ? 'true' : undefined}
                  onClick={() => setTab(key)}
                >
                  {name}
                </button>
              ))}
            </nav>
            <div class="crystal-tab sites">
              <PickedSite site={pickedSite} />
            </div>
            <div class="crystal-tab nets">
              <Nets
                isAlloy={isAlloy}
                nets={crystal.nets ?? []}
                sites={sites}
                lit={picking.net}
                onLight={picking.lightNet}
                hovered={picking.hovered}
                onHover={picking.hover}
              />
              <Units units={crystal.units} />
            </div>
          </div>
          <div class="crystal-column">
            <div class="crystal-tab words">
              <Words crystal={crystal} />
            </div>
            <div class="crystal-tab sites">
              <Sites
                crystal={crystal}
                picked={picking.site}
                hovered={picking.hovered}
                onPick={picking.pickSite}
                onHover={picking.hover}
              />
            </div>
            <div class="crystal-tab connections">
              <Connections
                isAlloy={isAlloy}
                sites={sites}
                picked={pickedSite?.orbit ?? null}
                hovered={picking.hovered}
                onPick={picking.pickSite}
                onHover={picking.hover}
              />
            </div>
          </div>
          <div class="crystal-column last">
            <div class="crystal-tab predictions">
              <Predictions
                crystal={crystal}
                bases={bases}
                failure={failureOf('predictions')}
                hovered={picking.hovered}
                onHover={picking.hover}
              />
              <Reported crystal={crystal} />
            </div>
            <div class="crystal-tab similar">
              <Similar
                basis={basis}
                onBasis={setBasis}
                similar={likeness.similar}
                errors={likeness.errors}
                sites={sites}
              />
            </div>
          </div>
        </div>
      </div>
    </MotifColours.Provider>
  );
}
