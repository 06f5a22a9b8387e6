/** What two motifs share, in a few lines. */
import { KIND_NAMES, KindGlyph } from '../../parts/glyphs.js';
import { KINDS } from '../../parts/kinds.js';
import { Motif, motifFormula } from '../../parts/motif-chip.js';
import { counted, number } from '../../parts/text.js';
import type { Tallies } from './model.js';
import type { Count } from './state.js';

export function PairTallies({
  motifs: [motif, other],
  tallies,
}: {
  motifs: readonly [string, string];
  tallies: Tallies;
}) {
  const kinds = KINDS.filter((kind) => tallies[kind] !== undefined);
  return (
    <div class="pair-tallies">
      <Motif id={motif} named />
      {motif === other ? <span class="quiet">with itself</span> : <Motif id={other} named />}
      {kinds.length === 0 && <span class="quiet">not connected</span>}
      {kinds.map((kind) => (
        <div key={kind} class="tally">
          <KindGlyph kind={kind} />
          <span>{KIND_NAMES[kind].many}</span>
          <span class="number">{counted(tallies[kind]!.crystals, 'crystal')}</span>
          <span class="number quiet">{number(tallies[kind]!.connections)}</span>
        </div>
      ))}
    </div>
  );
}

/** The same as a sentence, for screen readers. */
export function pairText(motif: string, other: string, tallies: Tallies, count: Count): string {
  const kinds = KINDS.filter((kind) => tallies[kind] !== undefined);
  const names =
    motif === other ? `${motifFormula(motif)} with itself` : `${motifFormula(motif)} and ${motifFormula(other)}`;
  if (kinds.length === 0) return `${names}: not connected`;
  const noun = count === 'crystals' ? 'crystal' : 'connection';
  return `${names}: ${kinds.map((kind) => `${KIND_NAMES[kind].many}, ${counted(tallies[kind]![count], noun)}`).join('; ')}`;
}
