/** Motifs that meet criteria: facets and a table. The whole state stands in the address. */
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { MOTIF_CRITERIA, motifFilterOf } from '../../address/criteria.js';
import { useAnswer } from '../../graphql/client.js';
import {
  type MotifFilter,
  type MotifSort,
  MotifsNamesDocument,
  MotifsPageDocument,
} from '../../graphql/generated/operations.js';
import { Chips, UnreadableCriteria } from '../../listing/chips.js';
import { ColumnMenu } from '../../listing/column-menu.js';
import { NothingFound } from '../../listing/nothing-found.js';
import { Pages } from '../../listing/pages.js';
import { pageVariables, useListing } from '../../listing/use-listing.js';
import { useStaleCursor } from '../../listing/use-stale-cursor.js';
import { Button } from '../../parts/controls.js';
import { CopyLink } from '../../parts/copy-button.js';
import { asked, ShowQuery } from '../../parts/show-query.js';
import { Caution, ErrorBox, Skeleton } from '../../parts/states.js';
import { Table } from '../../parts/table.js';
import { number } from '../../parts/text.js';
import { shapeName as nameOfShape } from '../../parts/value-names.js';
import { usePageTitle } from '../../parts/page-title.js';
import { DEFAULT_COLUMNS, motifColumns } from './columns.js';
import { motifChips } from './criteria-words.js';
import { MotifFacets } from './facets.js';

export default function Motifs() {
  usePageTitle('Motifs');
  const listing = useListing<MotifFilter>({ filterOf: motifFilterOf, defaultColumns: DEFAULT_COLUMNS });
  const { parameters, filter, unreadable, change, sorting, position, pageSize } = listing;
  const [, navigate] = useLocation();
  const [isFolded, setFolded] = useState(true);
  const names = useAnswer(MotifsNamesDocument, {}).data?.data;
  const shapeName = (geometry: string) =>
    nameOfShape(geometry, names?.geometries?.find(({ symbol }) => symbol === geometry)?.name);
  const elementName = (symbol: string) =>
    (names?.elements?.find((element) => element.symbol === symbol)?.name ?? symbol).toLowerCase();

  const sortKey = motifColumns({ most: 1, shape: shapeName, element: elementName }).find(
    ({ key }) => key === sorting?.key,
  )?.sortKey;
  const sort: MotifSort[] =
    sorting === null || sortKey === undefined ? [] : [{ key: sortKey, descending: sorting.descending }];
  const variables = { filter, sort, ...pageVariables(position, pageSize) };
  const answer = useAnswer(MotifsPageDocument, variables, { keepPrevious: true });
  const page = answer.data?.data.motifs ?? null;
  const errors = answer.error?.errors ?? answer.data?.errors ?? [];
  const notice = useStaleCursor(listing, errors, page?.pageInfo.graphChanged ?? false);
  const columns = motifColumns({
    most: page?.aggregate.distribution?.max ?? 1,
    shape: shapeName,
    element: elementName,
  });
  const chips = motifChips(parameters, shapeName);
  return (
    <div class="page">
      <div class="list-head">
        <div class="title">
          <h1>Motifs</h1>
          <span class="quiet" role="status">
            {page === null
              ? ''
              : chips.length > 0
                ? `${number(page.totalCount)} meet the criteria`
                : number(page.totalCount)}
          </span>
        </div>
        <div class="row">
          <span class="fold-facets">
            <Button icon="filter" pressed={!isFolded} onClick={() => setFolded(!isFolded)}>
              Criteria{chips.length > 0 ? ` (${chips.length})` : ''}
            </Button>
          </span>
          <ColumnMenu all={columns} shown={listing.columns} onChange={listing.showColumns} />
          <ShowQuery queries={[asked(MotifsPageDocument, variables)]} />
          <CopyLink />
        </div>
      </div>
      <div class="listing">
        <aside class={isFolded ? '' : 'open'} aria-label="Criteria">
          <MotifFacets listing={listing} shapeName={shapeName} elementName={elementName} />
        </aside>
        <div class="list">
          <Chips chips={chips} onChange={change} />
          <UnreadableCriteria parameters={unreadable} />
          {notice !== null && <Caution>{notice}</Caution>}
          {errors.length > 0 && notice === null && <ErrorBox errors={errors} />}
          {page !== null && page.totalCount === 0 ? (
            <NothingFound
              of="motif"
              reason={page.emptyReason}
              criteria={MOTIF_CRITERIA}
              chips={chips}
              onChange={change}
            />
          ) : page === null && errors.length > 0 ? null : (
            <section class={`panel table-panel${answer.isPlaceholderData ? ' stale' : ''}`} aria-label="Motifs">
              {page === null ? (
                <Skeleton lines={14} />
              ) : (
                <>
                  <Table
                    caption="Motifs"
                    columns={columns.filter(({ key }) => listing.columns.includes(key))}
                    rows={page.rows}
                    keyOf={({ motifId }) => motifId}
                    sorting={sorting}
                    onSort={listing.sortBy}
                    onPick={({ motifId }) => navigate(addressOf.motif(motifId))}
                  />
                  <Pages listing={listing} totalCount={page.totalCount} pageInfo={page.pageInfo} />
                </>
              )}
            </section>
          )}
        </div>
      </div>
    </div>
  );
}
