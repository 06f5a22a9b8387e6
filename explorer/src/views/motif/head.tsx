/** The head of the page: picture, name, figures, and what one can do with the motif. */
import { useMemo } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { questionOf } from '../../address/address.js';
import {
  MotifCrystalsDocument,
  MotifDistributionsDocument,
  MotifPageDocument,
} from '../../graphql/generated/operations.js';
import { CopyLink } from '../../parts/copy-button.js';
import { ExportButton } from '../../parts/export-button.js';
import { ShapeGlyph } from '../../parts/glyphs.js';
import { Icon } from '../../parts/icon.js';
import { motifFormula, partsOf } from '../../parts/motif-chip.js';
import { Stat } from '../../parts/panel.js';
import { asked, ShowQuery } from '../../parts/show-query.js';
import { counted, Formula, number } from '../../parts/text.js';
import { shapeName } from '../../parts/value-names.js';
import { decodeCell } from '../../structure/cell.js';
import { MotifPicture } from '../../structure/structure-picture.js';
import { type Brushes, crystalFilter } from './brushes.js';
import { useCrystalsVariables } from './crystals.js';
import { bondOf, distributionsFor, domainsOf, type MotifAnswer, partnersOf } from './model.js';

/** Edge of the picture, pixels. */
const PICTURE = 68;

interface HeadProps {
  id: string;
  /** Null until it is there. */
  motif: MotifAnswer | null;
  brushes: Brushes;
}

export function Head({ id, motif, brushes }: HeadProps) {
  const { geometry } = partsOf(id);
  const crystals = useCrystalsVariables(id, brushes);
  return (
    <div class="motif-head">
      <Picture id={id} motif={motif} />
      <div class="names">
        <div class="row">
          <h1>
            <Formula of={motifFormula(id)} />
          </h1>
          <span class="chip">
            <ShapeGlyph geometry={geometry} />
            <strong>{shapeName(geometry, motif?.geometry.name)}</strong>
          </span>
          <code class="chip">{id}</code>
        </div>
        <p class="lead">{motif === null ? ' ' : sharing(motif)}</p>
      </div>
      {motif !== null && <Figures motif={motif} />}
      <div class="row push">
        <Link class="button" href={`/pattern${questionOf(new URLSearchParams({ p: `${id}(1)` }))}`}>
          <Icon name="pattern" />
          Use in a pattern
        </Link>
        <ExportButton
          name={`${id.replaceAll(':', '-')}-crystals.csv`}
          request={{ format: 'csv', of: 'crystals', filter: crystalFilter(id, brushes) }}
        >
          CSV
        </ExportButton>
        <ShowQuery
          queries={[
            asked(MotifPageDocument, { id }),
            ...(motif === null
              ? []
              : [asked(MotifDistributionsDocument, distributionsFor(motif.id, brushes, domainsOf(motif)))]),
            asked(MotifCrystalsDocument, crystals),
          ]}
        />
        <CopyLink />
      </div>
    </div>
  );
}

/** The least distorted polyhedron of the motif; the outline of its shape where there is none to draw. */
function Picture({ id, motif }: Pick<HeadProps, 'id' | 'motif'>) {
  const site = motif?.sites?.nodes[0];
  const cell = useMemo(() => (site === undefined ? null : decodeCell(site.crystal)), [site]);
  return (
    <div class="motif-picture">
      {site !== undefined && cell !== null ? (
        <MotifPicture
          cell={cell}
          orbit={site.orbit}
          title={`${motifFormula(id)} as it is in ${site.crystal.formula}`}
          size={PICTURE}
        />
      ) : (
        motif !== null && <ShapeGlyph geometry={partsOf(id).geometry} size={PICTURE - 8} />
      )}
    </div>
  );
}

function sharing(motif: MotifAnswer): string {
  const others = partnersOf(motif, 'crystals').filter((partner) => partner.motif !== motif.id).length;
  return others === 0
    ? 'Shares ligands with no other motif.'
    : `Shares ligands with ${counted(others, 'other motif')}.`;
}

function Figures({ motif }: { motif: MotifAnswer }) {
  const { bondLength, csm } = motif.statistics;
  return (
    <div class="motif-figures">
      <Stat value={number(motif.crystalCount)} label={motif.crystalCount === 1 ? 'crystal' : 'crystals'} />
      <Stat value={number(motif.siteCount)} label={motif.siteCount === 1 ? 'site' : 'sites'} />
      {bondLength != null && (
        <Stat
          value={
            <>
              {number(bondLength.mean, 3)} <small>Å</small>
            </>
          }
          label={`⟨${bondOf(motif)}⟩ ± ${number(bondLength.standardDeviation, 3)}`}
        />
      )}
      {csm != null && <Stat value={number(csm.mean, 2)} label={`CSM ± ${number(csm.standardDeviation, 2)}`} />}
    </div>
  );
}
