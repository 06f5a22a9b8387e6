/** The picked pair: what the two share, and in which crystals. */
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { meetingOf } from '../../address/meeting.js';
import { useAnswer } from '../../graphql/client.js';
import { ConnectionsPairDocument, type ConnectionsPairQuery } from '../../graphql/generated/operations.js';
import { Button } from '../../parts/controls.js';
import { KIND_NAMES, KindGlyph } from '../../parts/glyphs.js';
import { KINDS } from '../../parts/kinds.js';
import { MotifChip } from '../../parts/motif-chip.js';
import { Panel } from '../../parts/panel.js';
import { Answered, ErrorBox } from '../../parts/states.js';
import { counted, Formula, number } from '../../parts/text.js';
import type { MatrixState } from './state.js';

interface PickedPairProps {
  state: MatrixState;
  onClear: () => void;
}

export function PickedPair({ state: { picked, kind }, onClear }: PickedPairProps) {
  const [motif = '', other = ''] = picked ?? [];
  const variables = { motif, other: [other], crystals: meetingOf(motif, other) };
  const answer = useAnswer(ConnectionsPairDocument, variables, { enabled: picked !== null });
  if (picked === null) {
    return (
      <Panel title="No pair picked">
        <p class="quiet">A click on a cell, or Enter, shows what two motifs share and in which crystals.</p>
      </Panel>
    );
  }
  const title = (
    <span class="row">
      <MotifChip id={motif} />
      {motif === other ? (
        <span class="quiet">with itself</span>
      ) : (
        <>
          <span class="quiet">and</span>
          <MotifChip id={other} />
        </>
      )}
    </span>
  );
  return (
    <Panel title={title} aside={<Button icon="close" label="Clear the pick" onClick={onClear} />}>
      <Answered of={answer} lines={9}>
        {(data, errors) =>
          errors.length > 0 ? (
            <ErrorBox errors={errors} />
          ) : (
            <Shared data={data} motif={motif} other={other} shown={kind} />
          )
        }
      </Answered>
    </Panel>
  );
}

interface SharedProps {
  data: ConnectionsPairQuery;
  motif: string;
  other: string;
  /** The kind that the matrix shows. */
  shown: MatrixState['kind'];
}

function Shared({ data: { motif: from, crystals }, motif, other, shown }: SharedProps) {
  const entries = from?.connectedTo?.nodes ?? [];
  const total = crystals?.totalCount ?? 0;
  return (
    <>
      <table class="table shared">
        <caption class="unseen">What they share</caption>
        <thead>
          <tr>
            <th scope="col">They share</th>
            <th scope="col" class="number">
              crystals
            </th>
            <th scope="col" class="number">
              connections
            </th>
          </tr>
        </thead>
        <tbody>
          {KINDS.map((kind) => {
            const entry = entries.find((one) => one.kind === kind);
            const name = KIND_NAMES[kind];
            return (
              <tr key={kind} class={shown === name.one ? 'picked' : ''}>
                <th scope="row">
                  <span class="row">
                    <KindGlyph kind={kind} />
                    {name.many}
                  </span>
                </th>
                <td class="number">
                  {entry === undefined ? (
                    <span class="quiet">–</span>
                  ) : (
                    <Link
                      class="link"
                      href={addressOf.crystalsThat(meetingOf(motif, other, kind))}
                      aria-label={`${counted(entry.crystalCount, 'crystal')} where they share ${name.many}`}
                    >
                      {number(entry.crystalCount)}
                    </Link>
                  )}
                </td>
                <td class="number">{entry === undefined ? <span class="quiet">–</span> : number(entry.occurrences)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div class="spread">
        <h3>Crystals where they meet</h3>
        <span class="quiet">{number(total)}</span>
      </div>
      {total === 0 ? (
        <p class="quiet">None: they share no ligand in any crystal.</p>
      ) : (
        <ul class="meeting">
          {crystals?.nodes.map(({ id, formula, atomCount, predictions }) => (
            <li key={id}>
              <Link href={addressOf.crystal(id)}>
                <Formula of={formula} />
                <span class="quiet id">{id}</span>
                <span class="number">{counted(atomCount, 'atom')}</span>
                <span class="number">{gapText(predictions?.[0]?.value)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {total > (crystals?.nodes.length ?? 0) && (
        <p>
          <Link class="link" href={addressOf.crystalsThat(meetingOf(motif, other))}>
            All {number(total)} crystals
          </Link>
        </p>
      )}
    </>
  );
}

function gapText(gap: number | undefined): string {
  return gap === undefined ? '–' : `${number(gap, 2)} eV`;
}
