/** How far polyhedra hang together: chains, sheets, frameworks of some elements, by corners, edges or faces. */
import { useState } from 'preact/hooks';
import { EXTENTS, netsOf, readNet, writeNet } from '../../address/nets.js';
import { useAnswer } from '../../graphql/client.js';
import { type CrystalFilter, CrystalsNetsDocument, type NetKind } from '../../graphql/generated/operations.js';
import { ValueFacet } from '../../listing/facets.js';
import type { Listing } from '../../listing/use-listing.js';
import { Segmented } from '../../parts/controls.js';
import { isElement } from '../../parts/elements.js';
import { Skeleton } from '../../parts/states.js';

const KINDS = [
  ['ANY', 'Any'],
  ['CORNER', 'Corner'],
  ['EDGE', 'Edge'],
  ['FACE', 'Face'],
] as const satisfies readonly (readonly [NetKind, string])[];

interface NetFacetProps {
  listing: Listing<CrystalFilter>;
  /** The criteria without that of nets. */
  others: CrystalFilter;
}

export function NetFacet({ listing: { parameters, change }, others }: NetFacetProps) {
  const chosen = readNet(parameters.get('nets'));
  const [kind, setKind] = useState<NetKind>(chosen?.kind ?? 'ANY');
  const [text, setText] = useState(chosen?.elements.join(' ') ?? '');
  const elements = text.split(/[\s,]+/).filter(isElement);
  const answer = useAnswer(
    CrystalsNetsDocument,
    { filter: others, nets: netsOf({ elements, kind }) },
    { keepPrevious: true },
  );
  const choose = (next: { elements: readonly string[]; kind: NetKind }) => {
    if (chosen !== null) change({ nets: writeNet({ ...next, extent: chosen.extent }) });
  };
  return (
    <>
      <Segmented
        label="Connected by"
        options={KINDS}
        value={kind}
        onChange={(next) => {
          setKind(next);
          choose({ elements, kind: next });
        }}
      />
      <input
        class="find"
        aria-label="Elements at the centres of the net"
        placeholder="Centres: Co (empty: all strongly bound)"
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onChange={() => choose({ elements, kind })}
      />
      {answer.data === undefined ? (
        // The list tells what failed.
        answer.error === null && <Skeleton lines={4} />
      ) : (
        <ValueFacet
          values={(answer.data.data.facet ?? []).map(({ value, crystals }) => {
            const extent = EXTENTS[Number(value)]!;
            return { value: extent, label: extent, count: crystals };
          })}
          chosen={chosen === null ? [] : [chosen.extent]}
          onToggle={(value) => {
            const extent = EXTENTS.find((one) => one === value)!;
            change({ nets: extent === chosen?.extent ? null : writeNet({ elements, kind, extent }) });
          }}
        />
      )}
    </>
  );
}
