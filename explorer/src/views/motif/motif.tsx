/** A motif: what it connects to, how its sites are spread, where it stands, and its crystals. */
import { useCallback, useEffect, useMemo } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { addressOf, idIn, useDraggedAddress } from '../../address/address.js';
import { rememberAnswer, useAnswer } from '../../graphql/client.js';
import { type MotifPageQuery, MotifPageDocument } from '../../graphql/generated/operations.js';
import { MotifChip, motifFormula } from '../../parts/motif-chip.js';
import { usePageTitle } from '../../parts/page-title.js';
import { Empty, ErrorBox, Skeleton } from '../../parts/states.js';
import { brushesOf } from './brushes.js';
import { Connects } from './connects.js';
import { Crystals } from './crystals.js';
import { Distributions } from './distributions.js';
import { Head } from './head.js';
import { Place } from './place.js';
import { Similar } from './similar.js';
import { useSettled } from '../../parts/use-settled.js';
import './motif.css';

const PAUSE_MS = 160;

export default function MotifView({ params: { id: written } }: { params: { id: string } }) {
  const id = useMemo(() => idIn(written), [written]);
  usePageTitle(`${motifFormula(id)} · ${id}`);
  const [parameters, change, drag] = useDraggedAddress();
  const brushes = useMemo(() => brushesOf(parameters), [parameters]);
  // While one drags, the picture follows, and the questions wait.
  const settled = useSettled(brushes, JSON.stringify(brushes), PAUSE_MS);
  const { data: answer, error } = useAnswer(MotifPageDocument, { id });
  const clear = useCallback(() => change({ d: null, csm: null, angle: null, rows: null }), [change]);
  const found = answer?.data.motif;
  // Known by another name, it is shown once it has its address.
  const motif = found != null && found.id !== id ? undefined : found;
  const [, navigate] = useLocation();
  // Another notation that means it, such as `TiO6`.
  useEffect(() => {
    if (answer === undefined || found == null || found.id === id) return;
    rememberAnswer(MotifPageDocument, { id: found.id }, answer);
    navigate(addressOf.motif(found.id) + window.location.search, { replace: true });
  }, [answer, found, id, navigate]);
  if (error !== null) {
    return (
      <div class="page">
        <ErrorBox errors={error.errors} />
      </div>
    );
  }
  if (answer !== undefined && found == null)
    return <Unknown id={id} messages={answer.errors.map((one) => one.message)} />;
  return (
    <div class="page motif-page">
      <Head id={id} motif={motif ?? null} brushes={settled} />
      <div class="panels">
        {motif == null || answer === undefined ? (
          <Waiting />
        ) : (
          <>
            <Connects motif={motif} />
            <Distributions motif={motif} brushes={brushes} settled={settled} drag={drag} />
            <Place id={id} map={answer.data.motifMap ?? null} errors={answer.errors} />
            <Similar motif={motif} errors={answer.errors} />
          </>
        )}
        <Crystals id={id} motif={motif ?? null} brushes={settled} change={change} onClear={clear} />
      </div>
    </div>
  );
}

export type MotifMapAnswer = MotifPageQuery['motifMap'];

function Waiting() {
  return (
    <>
      {['connects', 'distributions', 'place', 'similar'].map((name) => (
        <div key={name} class={`panel ${name}`}>
          <Skeleton lines={name === 'connects' ? 14 : 6} />
        </div>
      ))}
    </>
  );
}

/** The API tells which motifs may be meant. */
function Unknown({ id, messages }: { id: string; messages: readonly string[] }) {
  const suggestions = messages.flatMap((message) => suggestionsIn(message, id));
  return (
    <div class="page">
      <h1>{id}</h1>
      <Empty title={messages[0] ?? `There is no motif ${id}`}>
        {suggestions.length > 0 && (
          <div class="row">
            {suggestions.map((suggestion) => (
              <MotifChip key={suggestion} id={suggestion} />
            ))}
          </div>
        )}
        <Link class="link" href={addressOf.motifsThat({})}>
          All motifs
        </Link>
      </Empty>
    </div>
  );
}

function suggestionsIn(message: string, id: string): string[] {
  const [, after = ''] = message.split('Did you mean ');
  return (after.match(/[A-Z][\w,]*-[A-Z]\w*:\d+(?:\[\w+\])?/g) ?? []).filter((one) => one !== id);
}
