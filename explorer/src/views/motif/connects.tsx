/** What the motif shares ligands with: a table, or arcs of a circle. */
import { useMemo } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { addressOf, useAddress, useParameter } from '../../address/address.js';
import { meetingOf } from '../../address/meeting.js';
import { Button, Segmented } from '../../parts/controls.js';
import { Bar } from '../../parts/facet-row.js';
import { type ConnectionKind, KIND_NAMES, KindGlyph } from '../../parts/glyphs.js';
import { Icon } from '../../parts/icon.js';
import { Motif } from '../../parts/motif-chip.js';
import { Panel } from '../../parts/panel.js';
import { counted, number } from '../../parts/text.js';
import { Chord } from './chord.js';
import { type Count, type MotifAnswer, type Partner, partnersOf } from './model.js';
import { KINDS } from '../../parts/kinds.js';

const PAGE = 14;

const VIEWS = ['table', 'chord'] as const;
const COUNTS: readonly Count[] = ['crystals', 'connections'];
/** By one kind of connection, or all of them. */
const SORTS = ['all', 'corner', 'edge', 'face'] as const;

export function Connects({ motif }: { motif: MotifAnswer }) {
  const [parameters, change] = useAddress();
  const [view, setView] = useParameter('connects', VIEWS, 'table');
  const [count] = useParameter('count', COUNTS, 'crystals');
  const [sort] = useParameter('by', SORTS, 'all');
  const partners = useMemo(() => partnersOf(motif, count), [motif, count]);
  const itself = partners.find((partner) => partner.motif === motif.id);
  const others = useMemo(() => {
    const list = partners.filter((partner) => partner.motif !== motif.id);
    if (sort === 'all') return list;
    const kind = sort.toUpperCase() as ConnectionKind;
    const value = ({ tallies }: Partner) => tallies[kind]?.[count] ?? 0;
    return list.sort((a, b) => value(b) - value(a));
  }, [partners, motif.id, sort, count]);
  const pages = Math.max(1, Math.ceil(others.length / PAGE));
  const page = Math.min(pages, Math.max(1, Math.floor(Number(parameters.get('partners') ?? '1')) || 1));
  const turnTo = (to: number) => change({ partners: to === 1 ? null : String(to) });
  const most = Math.max(1, ...others.flatMap(({ tallies }) => KINDS.map((kind) => tallies[kind]?.[count] ?? 0)));
  return (
    <Panel
      class="motif-connects"
      title="Connects to"
      aside={
        <span class="row">
          <Segmented
            label="View"
            options={[
              ['table', 'Table'],
              ['chord', 'Chord'],
            ]}
            value={view}
            onChange={setView}
          />
          <Segmented
            label="Count"
            options={[
              ['crystals', 'Crystals'],
              ['connections', 'Connections'],
            ]}
            value={count}
            onChange={(chosen) => change({ count: chosen === 'crystals' ? null : chosen, partners: null })}
          />
        </span>
      }
    >
      {partners.length === 0 && <p class="quiet">Its polyhedra share no ligand with others, in any crystal.</p>}
      {partners.length > 0 && view === 'chord' && <Chord motif={motif.id} partners={partners} count={count} />}
      {partners.length > 0 && view === 'table' && (
        <>
          <div class="table-box">
            <table class="table partners">
              <caption class="unseen">Motifs that share ligands with it, in how many {count}</caption>
              <thead>
                <tr>
                  <th scope="col">
                    {sort === 'all' ? (
                      'Partner'
                    ) : (
                      <button type="button" onClick={() => change({ by: null, partners: null })}>
                        Partner
                      </button>
                    )}
                  </th>
                  {KINDS.map((kind) => {
                    const { one } = KIND_NAMES[kind];
                    return (
                      <th key={kind} scope="col" aria-sort={sort === one ? 'descending' : undefined}>
                        <button type="button" onClick={() => change({ by: sort === one ? null : one, partners: null })}>
                          <KindGlyph kind={kind} />
                          {one}
                          {sort === one && <Icon name="down" size={12} />}
                        </button>
                      </th>
                    );
                  })}
                </tr>
              </thead>
              <tbody>
                {itself !== undefined && page === 1 && (
                  <Row motif={motif.id} partner={itself} count={count} most={null} label="with itself" />
                )}
                {others.slice((page - 1) * PAGE, page * PAGE).map((partner) => (
                  <Row key={partner.motif} motif={motif.id} partner={partner} count={count} most={most} />
                ))}
              </tbody>
            </table>
          </div>
          <div class="spread foot">
            <span class="quiet">{counted(others.length, 'other motif')}. Numbers open their crystals.</span>
            {pages > 1 && (
              <span class="row pager">
                <Button icon="up" label="Previous partners" disabled={page === 1} onClick={() => turnTo(page - 1)} />
                <span class="quiet">
                  {number(page)} of {number(pages)}
                </span>
                <Button icon="down" label="Next partners" disabled={page === pages} onClick={() => turnTo(page + 1)} />
              </span>
            )}
          </div>
        </>
      )}
    </Panel>
  );
}

interface RowProps {
  motif: string;
  partner: Partner;
  count: Count;
  /** What fills a bar; null: no bars. */
  most: number | null;
  label?: string;
}

function Row({ motif, partner, count, most, label }: RowProps) {
  return (
    <tr class={label === undefined ? '' : 'itself'}>
      <th scope="row">
        {label === undefined ? (
          <Link href={addressOf.motif(partner.motif)}>
            <Motif id={partner.motif} named />
          </Link>
        ) : (
          <span class="row">
            <Motif id={partner.motif} />
            <span class="quiet">{label}</span>
          </span>
        )}
      </th>
      {KINDS.map((kind) => {
        const tally = partner.tallies[kind];
        return (
          <td key={kind}>
            {tally === undefined ? (
              <span class="cell quiet">
                <span class="number">–</span>
              </span>
            ) : (
              <Link
                class="cell"
                href={addressOf.crystalsThat(meetingOf(motif, partner.motif, kind))}
                title={`${counted(tally.crystals, 'crystal')}, ${counted(tally.connections, 'connection')}`}
              >
                <span class="number">{number(tally[count])}</span>
                {most !== null && <Bar share={tally[count] / most} />}
              </Link>
            )}
          </td>
        );
      })}
    </tr>
  );
}
