/** How to read the matrix: what its halves and its colours mean. */
import { KIND_NAMES } from '../../parts/glyphs.js';
import { Panel } from '../../parts/panel.js';
import { number } from '../../parts/text.js';
import { FACES_MARKED } from './draw.js';
import { placeOnScale } from './model.js';
import type { Count, KindChoice } from './state.js';

interface ReadingProps {
  kind: KindChoice;
  count: Count;
  /** The most that a cell has; null while it is not known. */
  most: number | null;
}

export function Reading({ kind, count, most }: ReadingProps) {
  const what = count === 'crystals' ? 'crystals in which the two share' : 'connections by which the two share';
  return (
    <Panel title="Reading it" class="reading">
      <div class="reading-row">
        {kind === 'split' && (
          <svg viewBox="0 0 60 58" width={60} height={58} aria-hidden>
            <path d="M1 1H59V57H1ZM1 1 59 57" />
            <text x={56} y={21} text-anchor="end">
              edge
            </text>
            <text x={4} y={50}>
              corner
            </text>
          </svg>
        )}
        <p>
          {kind === 'split' ? (
            <>
              Below the diagonal: {what} a corner; above: an edge.{' '}
              <span class="face-mark" role="img" aria-label="A small square:" /> they also share faces, in{' '}
              {number(FACES_MARKED)} crystals or more.
            </>
          ) : (
            `In each cell: ${what} ${article(KIND_NAMES[kind.toUpperCase() as 'CORNER' | 'EDGE' | 'FACE'].one)}. Both halves show the same.`
          )}{' '}
          <span class="quiet">Scroll to enlarge, drag to move, click to pick.</span>
        </p>
      </div>
      {most !== null && (
        <div class="scale-row">
          <div class="scale" role="img" aria-label={`Scale from 1 to ${number(most)} ${count}, logarithmic`}>
            <div class="colours" />
            {ticksOf(most).map((tick) => (
              <span
                key={tick}
                class={tick === 1 ? 'first' : tick === most ? 'last' : ''}
                style={{ left: `${100 * placeOnScale(tick, most)}%` }}
              >
                {number(tick)}
              </span>
            ))}
          </div>
          <span class="none-row">
            <i class="none" />
            none
          </span>
        </div>
      )}
    </Panel>
  );
}

function article(noun: string): string {
  return `${noun.startsWith('e') ? 'an' : 'a'} ${noun}`;
}

/** 1, 10, 100 and the most; those close to the end are left out. */
export function ticksOf(most: number): number[] {
  if (most <= 1) return [most];
  const tens = Array.from({ length: Math.floor(Math.log10(most)) + 1 }, (_, power) => 10 ** power);
  return [...tens.filter((ten) => placeOnScale(ten, most) < 0.85), most];
}
