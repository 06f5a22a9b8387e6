/** A suggestion as it stands in the list: what it is, of which kind, and how many crystals have it. */
import type { ComponentChildren } from 'preact';
import { KIND_NAMES, KindGlyph, ShapeGlyph } from '../parts/glyphs.js';
import { Motif, motifFormula } from '../parts/motif-chip.js';
import { Formula, number, SpaceGroup } from '../parts/text.js';
import type { Connection } from './reading.js';
import type { Suggestion } from './suggestions.js';

export function SuggestionRow({ of }: { of: Suggestion }) {
  return (
    <>
      <span class="what">
        <What of={of} />
        <span class="quiet kind">{of.kind === 'connection' ? '' : of.kind}</span>
      </span>
      {of.kind === 'connection' && <span class="quiet about">crystals with this connection</span>}
      {of.count !== null && (
        <strong class="number">
          {number(of.count)}
          <span class="unseen"> {of.count === 1 ? 'crystal' : 'crystals'}</span>
        </strong>
      )}
    </>
  );
}

function What({ of }: { of: Suggestion }): ComponentChildren {
  switch (of.kind) {
    case 'connection':
      return <ConnectionText {...of.connection} />;
    case 'motif':
      return (
        <span class="chip">
          <Motif id={of.id} />
        </span>
      );
    case 'formula':
      return <Formula of={of.formula} />;
    case 'crystal':
      return (
        <>
          <Formula of={of.formula} />
          <SpaceGroup of={of.spaceGroup} />
          <span class="quiet name">
            {of.name !== null && `${of.name} · `}
            {of.id}
          </span>
        </>
      );
    case 'chemical system':
      return <strong>{of.elements.join('–')}</strong>;
    case 'element':
      return (
        <>
          <strong>{of.symbol}</strong> {of.name.toLowerCase()}
        </>
      );
    case 'shape':
      return (
        <>
          <ShapeGlyph geometry={of.geometry} />
          {of.name}
        </>
      );
    case 'space group':
      return (
        <>
          <SpaceGroup of={of.symbol} /> <span class="quiet">({of.number})</span>
        </>
      );
    default:
      return <strong>{of.name}</strong>;
  }
}

function ConnectionText({ from, to, kind }: Connection) {
  return (
    <>
      <span class="chip">
        <MotifWord word={from} />
      </span>
      {kind === null ? (
        <span class="quiet">with</span>
      ) : (
        <>
          <KindGlyph kind={kind} />
          <span class="quiet">{KIND_NAMES[kind].one}</span>
        </>
      )}
      <span class="chip">
        <MotifWord word={to} />
      </span>
    </>
  );
}

/** As an id it has a shape. */
function MotifWord({ word }: { word: string }) {
  return word.includes(':') ? <Motif id={word} /> : <Formula of={motifFormula(word)} />;
}
