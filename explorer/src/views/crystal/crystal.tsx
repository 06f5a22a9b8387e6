/** The page of a crystal. */
import { useMemo, useState } from 'preact/hooks';
import type { UseQueryResult } from '@tanstack/preact-query';
import { Link } from 'wouter-preact';
import { addressOf, idIn } from '../../address/address.js';
import { polyhedraText } from '../../address/polyhedra.js';
import { type Answer, type ApiError, type ApiFailure, ask, useAnswer } from '../../graphql/client.js';
import {
  CrystalBasisDocument,
  CrystalDrawnDocument,
  type CrystalDrawnQuery,
  CrystalPageDocument,
  CrystalSimilarDocument,
  CrystalTextDocument,
  type TextFormat,
} from '../../graphql/generated/operations.js';
import { Button } from '../../parts/controls.js';
import { CopyLink } from '../../parts/copy-button.js';
import { usePageTitle } from '../../parts/page-title.js';
import { asked, ShowQuery } from '../../parts/show-query.js';
import { Empty, ErrorBox, Skeleton } from '../../parts/states.js';
import { decodeCell } from '../../structure/cell.js';
import type { Tool } from '../../structure/structure-view.js';
import { CrystalBody, useBasis } from './crystal-body.js';
import { CrystalPicture, type CrystalPictureProps } from './crystal-picture.js';
import { Downloads } from './downloads.js';
import { CrystalHead } from './head.js';
import { basesOf } from './model/basis.js';
import { nameOf } from './model/nets.js';
import type { CrystalData, Site } from './model/site.js';
import { similarityOf } from './panels/similar.js';
import { usePlacement } from './placements.js';
import { usePicking } from './state.js';

const NO_SITES: readonly Site[] = [];

export default function Crystal({ params }: { params: { id: string } }) {
  // Of another crystal nothing is picked, hovered or chosen.
  return <CrystalPage key={params.id} id={idIn(params.id)} />;
}

function CrystalPage({ id }: { id: string }) {
  const { data, error } = useAnswer(CrystalPageDocument, { id });
  const errors = error?.errors ?? data?.errors ?? [];
  if (data?.data.crystal) return <Loaded crystal={data.data.crystal} errors={errors} />;
  if (data === undefined && error === null) return <Loading id={id} />;
  return <Missing id={id} errors={errors} />;
}

function Loaded({ crystal, errors }: { crystal: CrystalData; errors: readonly ApiError[] }) {
  const { id } = crystal;
  const picking = usePicking();
  const [basis] = useBasis();
  const [tool, setTool] = useState<Tool>('hand');
  const by = similarityOf(basis);
  const likeness = useAnswer(CrystalSimilarDocument, { id, by });
  const atoms = useAnswer(CrystalDrawnDocument, { id });
  const rests = useAnswer(CrystalBasisDocument, { id }, { enabled: (crystal.predictions ?? []).length > 0 });
  const net = (crystal.nets ?? []).find((candidate) => nameOf(candidate) === picking.net) ?? null;
  const placement = usePlacement(id);
  usePageTitle(`${crystal.chemicalFormula} · ${id}`);
  return (
    <div class="page crystal-page">
      <CrystalHead crystal={crystal} axes={atoms.error === null ? atoms.data?.data.crystal?.drawnAxes : null}>
        <div class="crystal-dock">
          <Button
            icon="pattern"
            pressed={tool === 'choose'}
            onClick={() => setTool(tool === 'choose' ? 'hand' : 'choose')}
          >
            Use as pattern
          </Button>
          <ShowQuery
            queries={[
              asked(CrystalPageDocument, { id }),
              asked(CrystalDrawnDocument, { id }),
              asked(CrystalSimilarDocument, { id, by }),
              asked(CrystalBasisDocument, { id }),
            ]}
          />
        </div>
        <Downloads name={id} isOrdered={crystal.isOrdered} read={(format) => textOf(id, format)} />
        <CopyLink />
      </CrystalHead>
      <CrystalBody
        crystal={crystal}
        errors={errors}
        picking={picking}
        picture={
          <Picture
            crystal={crystal}
            atoms={atoms}
            net={net}
            picking={picking}
            placement={placement}
            tool={tool}
            onTool={setTool}
          />
        }
        bases={basesOf(rests.data, rests.error)}
        likeness={{
          similar: likeness.data?.data.crystal?.similarCrystals,
          errors: likeness.error?.errors ?? likeness.data?.errors ?? [],
        }}
      />
    </div>
  );
}

async function textOf(id: string, format: TextFormat) {
  const { data, errors } = await ask(CrystalTextDocument, { id, format });
  return { text: data.crystal?.structure, errors };
}

interface PictureProps extends Omit<CrystalPictureProps, 'cell' | 'title' | 'sites' | 'patternLink'> {
  crystal: CrystalData;
  /** Asked for beside the page, so that words and tables don't wait for the atoms. */
  atoms: UseQueryResult<Answer<CrystalDrawnQuery>, ApiFailure>;
}

function Picture({ crystal, atoms: { data, error }, ...rest }: PictureProps) {
  const { id, chemicalFormula } = crystal;
  const drawn = data?.data.crystal;
  const cell = useMemo(() => (drawn ? decodeCell(drawn) : null), [drawn]);
  const errors = error?.errors ?? data?.errors ?? [];
  return (
    <section class="crystal-picture" aria-label="Structure in 3-D">
      {cell !== null ? (
        <CrystalPicture
          cell={cell}
          title={`${chemicalFormula} ${id}`}
          sites={crystal.sites ?? NO_SITES}
          patternLink={(chosen) => (
            <Link
              class="button primary"
              href={`/pattern?from=${encodeURIComponent(id)}&sites=${polyhedraText(chosen)}`}
            >
              Use as pattern
            </Link>
          )}
          {...rest}
        />
      ) : errors.length > 0 ? (
        <ErrorBox errors={errors} />
      ) : (
        <Skeleton lines={6} />
      )}
    </section>
  );
}

function Loading({ id }: { id: string }) {
  return (
    <div class="page crystal-page">
      <header class="crystal-head">
        <h1>{id}</h1>
      </header>
      <div class="crystal-body">
        <div class="crystal-columns">
          {[14, 18, 16].map((lines) => (
            <div key={lines} class="crystal-column">
              <div class="panel">
                <Skeleton lines={lines} />
              </div>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** No such crystal, or one that was refused: what the API says of it. */
function Missing({ id, errors }: { id: string; errors: readonly ApiError[] }) {
  const isRefused = errors.some(({ extensions }) => extensions?.code === 'CRYSTAL_REFUSED');
  return (
    <div class="page crystal-page">
      <header class="crystal-head">
        <h1>{id}</h1>
        {isRefused && <span class="crystal-badge">refused</span>}
      </header>
      <ErrorBox errors={errors} />
      <Empty title={isRefused ? 'The structure was not stored' : 'Look for another'}>
        <Link class="link" href={addressOf.crystals()}>
          All crystals
        </Link>
        <Link class="link" href="/mine">
          Analyse a structure of your own
        </Link>
      </Empty>
    </div>
  );
}
