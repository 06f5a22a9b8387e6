/** Structures that one brings along: each is analysed as those of the graph are, and nothing is stored. */
import { useEffect, useRef } from 'preact/hooks';
import { useAddress } from '../../address/address.js';
import type { Strategy } from '../../graphql/generated/operations.js';
import { Button, Segmented } from '../../parts/controls.js';
import { Caution, ErrorBox, Skeleton } from '../../parts/states.js';
import { usePageTitle } from '../../parts/page-title.js';
import { Analysed } from './analysed.js';
import { Bring } from './bring.js';
import { WhatComes } from './empty.js';
import { chooseStrategy, show, type Structure, tryAgain, useBrought } from './files.js';
import { StructureList } from './list.js';
import { RefusalBox } from './refusal.js';
import './mine.css';

const STRATEGIES = [
  ['SIMPLEST', 'One cut-off'],
  ['MULTI_WEIGHTS', 'Many cut-offs'],
] as const;

export default function Mine() {
  const { structures, shown: chosen, strategy, notes } = useBrought();
  const shown = structures.find(({ key }) => key === chosen) ?? structures[0] ?? null;
  usePageTitle('My structure');
  useForgetting(shown?.key ?? null);
  return (
    <div class="page">
      <header class="mine-head">
        <h1>My structure</h1>
        <span class="quiet">Analysed by this server, then forgotten. Nothing is stored.</span>
        <span class="push row">
          <span class="quiet">Ligands by</span>
          <Segmented label="How ligands are chosen" options={STRATEGIES} value={strategy} onChange={chooseStrategy} />
        </span>
      </header>
      <div class="mine-columns">
        <div class="mine-side">
          <Bring />
          {structures.length > 0 && <StructureList structures={structures} shown={shown?.key ?? null} onShow={show} />}
          {notes.map((note) => (
            <Caution key={note}>{note}</Caution>
          ))}
        </div>
        <div class="mine-shown">
          {shown === null ? <WhatComes /> : <Shown key={shown.key} structure={shown} strategy={strategy} />}
        </div>
      </div>
    </div>
  );
}

/** What is picked in one structure means nothing in the next. */
function useForgetting(shown: string | null): void {
  const [, change] = useAddress();
  const before = useRef(shown);
  useEffect(() => {
    if (before.current !== null && before.current !== shown)
      change({ site: null, net: null, lit: null, hide: null, view: null }, 'replace');
    before.current = shown;
  }, [shown, change]);
}

function Shown({ structure, strategy }: { structure: Structure; strategy: Strategy }) {
  const { state } = structure;
  switch (state.is) {
    case 'waiting':
      return (
        <div class="panel">
          <Skeleton lines={10} />
        </div>
      );
    case 'refused':
      return <RefusalBox structure={structure} refusal={state.refusal} />;
    case 'failed':
      return (
        <div class="panel">
          <ErrorBox errors={state.errors} />
          <div>
            <Button onClick={() => tryAgain(structure.key)}>Try again</Button>
          </div>
        </div>
      );
    case 'analysed':
      return <Analysed structure={structure} strategy={strategy} />;
  }
}
