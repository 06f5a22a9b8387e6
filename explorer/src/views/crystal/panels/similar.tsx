/** Crystals that are like it, and why. */
import { Link } from 'wouter-preact';
import { addressOf } from '../../../address/address.js';
import { shapeOf } from '../../../design/shapes.js';
import type { CrystalsLikeItFragment, SimilarityBasis } from '../../../graphql/generated/operations.js';
import { Segmented } from '../../../parts/controls.js';
import { ShapeGlyph } from '../../../parts/glyphs.js';
import { Motif } from '../../../parts/motif-chip.js';
import { Panel } from '../../../parts/panel.js';
import { ErrorBox, Skeleton } from '../../../parts/states.js';
import { Formula, Ion, number, SpaceGroup } from '../../../parts/text.js';
import type { ApiError } from '../../../graphql/client.js';
import { type NameShape, type Reason, tellingReasons, type Word } from '../model/reasons.js';
import { type Site, shapeName, shortShape } from '../model/site.js';

export const BASES = ['framework', 'chemistry', 'motifs', 'fingerprint'] as const;
export type Basis = (typeof BASES)[number];

const LABELS = BASES.map((basis) => [basis, basis[0]!.toUpperCase() + basis.slice(1)] as const);

const HINTS: Readonly<Record<Basis, string>> = {
  framework: 'Shapes, connections, stoichiometry and symmetry, whatever the elements: cosine.',
  chemistry: 'Elements, groups and oxidation states, whatever the framework: cosine.',
  motifs: 'Fraction of cation sites that both have in the same motifs.',
  fingerprint: 'Order parameters of the sites, whatever the elements: cosine.',
};

export const similarityOf = (basis: Basis) => basis.toUpperCase() as SimilarityBasis;

const REASONS = 3;

interface SimilarProps {
  basis: Basis;
  onBasis: (basis: Basis) => void;
  /** Undefined while they are asked for. */
  similar: CrystalsLikeItFragment['similarCrystals'] | undefined;
  errors: readonly ApiError[];
  sites: readonly Site[];
}

export function Similar({ basis, onBasis, similar, errors, sites }: SimilarProps) {
  // What is alike occurs in this crystal, so that its sites know the names of all shapes.
  const names = new Map(sites.map((site) => [site.geometry?.symbol, shapeName(site)]));
  const nameShape: NameShape = (geometry, several) => {
    const style = shapeOf(geometry);
    const name = names.get(geometry);
    if (style.symbol !== 'others') return several ? style.plural : style.name;
    return name === undefined ? geometry : shortShape(several ? pluralOf(name) : name);
  };
  return (
    <Panel title="Similar crystals" class="crystal-similar">
      <Segmented label="Similar by" options={LABELS} value={basis} onChange={onBasis} />
      {errors.length > 0 ? (
        <ErrorBox errors={errors} />
      ) : similar === undefined || similar === null ? (
        <Skeleton lines={10} />
      ) : similar.hits.length === 0 ? (
        <p class="quiet">None in this graph.</p>
      ) : (
        <ul class="crystal-hits">
          {similar.hits.map(({ score, why, crystal }) => (
            <li key={crystal.id}>
              <Link href={addressOf.crystal(crystal.id)} class="hit">
                <Formula of={crystal.chemicalFormula} />
                <span class="where">
                  <SpaceGroup of={crystal.spaceGroup.symbol} /> <span class="quiet">{crystal.id}</span>
                </span>
                <strong class="number">{number(score, score > 0.9985 && score < 1 ? 4 : 3)}</strong>
              </Link>
              <div class="crystal-reasons">
                {tellingReasons(
                  why.map(({ feature }) => feature),
                  nameShape,
                  REASONS,
                ).map((reason, index) => (
                  <ReasonChip key={index} reason={reason} />
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      {similar?.note && <p class="quiet crystal-small">{similar.note}</p>}
      <p class="quiet crystal-small">{HINTS[basis]}</p>
    </Panel>
  );
}

function ReasonChip({ reason: { geometry, motifId, words } }: { reason: Reason }) {
  return (
    <span class="crystal-reason">
      {motifId !== null && <Motif id={motifId} />}
      {geometry !== null && <ShapeGlyph geometry={geometry} size={13} />}
      {words.length > 0 && (
        <span>
          {words.map((word, index) => (
            <WordOf key={index} word={word} />
          ))}
        </span>
      )}
    </span>
  );
}

function WordOf({ word }: { word: Word }) {
  if ('text' in word) return <>{word.text}</>;
  if ('formula' in word) return <Formula of={word.formula} />;
  if ('symmetry' in word) return <SpaceGroup of={word.symmetry} />;
  return <Ion element={word.element} charge={word.charge} />;
}

function pluralOf(name: string): string {
  return name.endsWith('hedron') ? name.replace(/hedron$/, 'hedra') : `${name}s`;
}
