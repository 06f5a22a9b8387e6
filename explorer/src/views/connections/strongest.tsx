/** The pairs of the matrix that most often share corners, edges or faces. */
import { Segmented } from '../../parts/controls.js';
import { type ConnectionKind, KIND_NAMES, KindGlyph } from '../../parts/glyphs.js';
import { KINDS } from '../../parts/kinds.js';
import { Motif } from '../../parts/motif-chip.js';
import { Panel } from '../../parts/panel.js';
import { number } from '../../parts/text.js';
import { type Pairs, strongestOf } from './model.js';
import type { Count } from './state.js';

interface StrongestProps {
  pairs: Pairs;
  kind: ConnectionKind;
  count: Count;
  onKind: (kind: string) => void;
  onPick: (motif: string, other: string) => void;
}

export function Strongest({ pairs, kind, count, onKind, onPick }: StrongestProps) {
  const strongest = strongestOf(pairs, kind, count, 5);
  return (
    <Panel
      title={`Strongest by ${KIND_NAMES[kind].one}`}
      aside={
        <Segmented
          label="Strongest by"
          options={KINDS.map((one) => [KIND_NAMES[one].one, KIND_NAMES[one].one] as const)}
          value={KIND_NAMES[kind].one}
          onChange={onKind}
        />
      }
    >
      {strongest.length === 0 && <p class="quiet">None of these motifs share {KIND_NAMES[kind].many}.</p>}
      <ul class="strongest">
        {strongest.map(({ motifs: [motif, other], tallies }) => (
          <li key={`${motif} ${other}`}>
            <button type="button" onClick={() => onPick(motif, other)}>
              <Motif id={motif} />
              <KindGlyph kind={kind} />
              <Motif id={other} />
              <strong class="number">{number(tallies[kind]![count])}</strong>
            </button>
          </li>
        ))}
      </ul>
      <p class="quiet">{count}; among the motifs of the matrix</p>
    </Panel>
  );
}
