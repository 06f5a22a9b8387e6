/** Motifs that connect to others as this one does, and in what. */
import { Fragment } from 'preact';
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import type { ApiError } from '../../graphql/client.js';
import { ShapeGlyph } from '../../parts/glyphs.js';
import { Motif } from '../../parts/motif-chip.js';
import { Panel } from '../../parts/panel.js';
import { ErrorBox } from '../../parts/states.js';
import { number } from '../../parts/text.js';
import { shapeName } from '../../parts/value-names.js';
import { type MotifAnswer, reasonOf } from './model.js';

const REASONS = 3;

export function Similar({ motif, errors }: { motif: MotifAnswer; errors: readonly ApiError[] }) {
  const { similarMotifs } = motif;
  if (similarMotifs == null) {
    return (
      <Panel class="motif-similar" title="Similar motifs">
        <ErrorBox errors={errors.filter(({ path }) => path?.includes('similarMotifs'))} />
      </Panel>
    );
  }
  const { hits, standIns, note } = similarMotifs;
  return (
    <Panel class="motif-similar" title="Similar motifs" aside="connect to others alike">
      {standIns != null && <p class="quiet">{note}</p>}
      <ul>
        {hits.map(({ motifId, score, why, motif: here }) => {
          const content = (
            <>
              <Motif id={motifId} />
              <Reasons features={why.slice(0, REASONS).map(({ feature }) => feature)} />
              <strong class="number">{number(score, 3)}</strong>
            </>
          );
          return (
            <li key={motifId}>
              {here == null ? (
                <span class="similar-row" title="Not in this graph: it was learned from other data">
                  {content}
                </span>
              ) : (
                <Link class="similar-row" href={addressOf.motif(motifId)}>
                  {content}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function Reasons({ features }: { features: readonly string[] }) {
  return (
    <span class="reasons quiet">
      {features.map(reasonOf).map(({ text, shape }, index) => (
        <Fragment key={index}>
          {index > 0 && ' · '}
          {text}
          {shape !== null && (
            <>
              {' '}
              <ShapeGlyph geometry={shape} size={12} name={shapeName(shape)} />
            </>
          )}
        </Fragment>
      ))}
    </span>
  );
}
