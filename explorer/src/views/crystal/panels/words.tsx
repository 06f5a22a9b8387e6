/** The structure in words, what it is called, and what to be careful about. */
import type { ComponentChildren } from 'preact';
import { Panel } from '../../../parts/panel.js';
import { Caution } from '../../../parts/states.js';
import { number, SpaceGroup } from '../../../parts/text.js';
import type { CrystalData } from '../model/site.js';

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Of text of the API: numbers below and above the line as such, the space group and axes italic. */
export function Prose({ text, spaceGroup }: { text: string; spaceGroup?: string }) {
  const pattern =
    /([₀-₉]+(?:[.,][₀-₉]+)?)|([⁰¹²³⁴-⁹]*[⁺⁻])|(?<=space group )([^\s),]+)|(?<=\b(?:along|axis|and) )([abc])(?=[\s,.);])/g;
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const [found, below, above, group, axis] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + found.length;
    if (below !== undefined) parts.push(<sub>{digits(below)}</sub>);
    else if (above !== undefined) parts.push(<sup>{digits(above)}</sup>);
    else if (group !== undefined) parts.push(<SpaceGroup of={spaceGroup ?? group} />);
    else parts.push(<i>{axis}</i>);
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}

function digits(text: string): string {
  return [...text]
    .map((sign) => {
      const digit = Math.max(SUBSCRIPTS.indexOf(sign), SUPERSCRIPTS.indexOf(sign));
      return digit >= 0 ? String(digit) : sign === '⁺' ? '+' : sign === '⁻' ? '−' : sign;
    })
    .join('');
}

const CONFIDENCE = {
  SURE: 'Oxidation states are guessed; no other neutral combination comes near.',
  LIKELY: 'Oxidation states are guessed, and likely: some are unusual, or another combination is not far.',
  UNSURE: 'Oxidation states are guessed and unsure: others fit about as well, or the bonds fit none.',
};

/** How oxidation states were found. */
function ionWords({ ionAssignment, ionConfidence }: CrystalData): string {
  if (ionAssignment === 'ELECTRONEGATIVITY') {
    return 'No known oxidation states make it neutral: the most electronegative element is taken as the anion.';
  }
  if (ionAssignment === 'NONE') return 'None: a metal, alloy or element.';
  if (ionAssignment === 'GIVEN' || ionConfidence === null) return 'Oxidation states as the file gives them.';
  return CONFIDENCE[ionConfidence];
}

/** A number and its unit stay on one line. */
function withUnits(text: string): string {
  return text.replace(/(?<=\d) (?=[%Å])/g, '\u00a0');
}

const DIMENSIONS = ['clusters, 0-D', 'chains, 1-D', 'sheets, 2-D', 'a framework, 3-D'];

export function Words({ crystal }: { crystal: CrystalData }) {
  const isDoubtful = crystal.ionAssignment === 'ELECTRONEGATIVITY' || crystal.ionConfidence === 'UNSURE';
  const { globalInstabilityIndex: instability, dimensionality } = crystal;
  return (
    <Panel title="In words" class="crystal-words">
      <p>
        <Prose text={withUnits(crystal.description)} spaceGroup={crystal.spaceGroup.symbol} />
      </p>
      {isDoubtful && <Caution>{ionWords(crystal)}</Caution>}
      {crystal.warnings.map((warning) => (
        <Caution key={warning}>{warning}</Caution>
      ))}
      <dl class="crystal-facts">
        {crystal.ionAssignment !== 'NONE' && (
          <div>
            <dt>All connections form</dt>
            <dd>{DIMENSIONS[dimensionality]}</dd>
          </div>
        )}
        {instability !== null && (
          <div title="Root mean square of bond-valence sum less oxidation state over all ions: below 0.1 unstrained, above 0.2 strained or doubtful">
            <dt>Global instability index</dt>
            <dd class={instability > 0.2 ? 'crystal-doubtful' : ''}>
              {number(instability, 3)} v.u.{instability > 0.2 && ' · strained or doubtful'}
            </dd>
          </div>
        )}
        {!isDoubtful && (
          <div>
            <dt>Ions</dt>
            <dd>{ionWords(crystal)}</dd>
          </div>
        )}
      </dl>
    </Panel>
  );
}
