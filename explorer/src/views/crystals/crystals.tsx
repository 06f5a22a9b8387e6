/** Crystals that meet criteria: facets, a table, figures, files. The whole state stands in the address. */
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { CRYSTAL_CRITERIA, crystalFilterOf } from '../../address/criteria.js';
import { useAnswer } from '../../graphql/client.js';
import { type CrystalFilter, type CrystalSort, CrystalsPageDocument } from '../../graphql/generated/operations.js';
import { Chips, UnreadableCriteria } from '../../listing/chips.js';
import { ColumnMenu } from '../../listing/column-menu.js';
import { useCrystalChips } from '../../listing/crystal-chips.js';
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
import { usePageTitle } from '../../parts/page-title.js';
import { COLUMNS, DEFAULT_COLUMNS } from './columns.js';
import { ExportMenu } from './export-menu.js';
import { CrystalFacets } from './facets.js';
import { CrystalFigures } from './figures.js';
import './crystals.css';

export default function Crystals() {
  usePageTitle('Crystals');
  const listing = useListing<CrystalFilter>({ filterOf: crystalFilterOf, defaultColumns: DEFAULT_COLUMNS });
  const { parameters, filter, unreadable, change, sorting, position, pageSize } = listing;
  const [, navigate] = useLocation();
  const [isFolded, setFolded] = useState(true);
  const hasFigures = parameters.get('figures') === 'shown';

  const sortKey = COLUMNS.find(({ key }) => key === sorting?.key)?.sortKey;
  const sort: CrystalSort[] =
    sorting === null || sortKey === undefined ? [] : [{ key: sortKey, descending: sorting.descending }];
  const variables = { filter, sort, ...pageVariables(position, pageSize) };
  const answer = useAnswer(CrystalsPageDocument, variables, { keepPrevious: true });
  const page = answer.data?.data.crystals ?? null;
  const errors = answer.error?.errors ?? answer.data?.errors ?? [];
  const notice = useStaleCursor(listing, errors, page?.pageInfo.graphChanged ?? false);

  const columns = COLUMNS.filter(({ key }) => listing.columns.includes(key));
  const chips = useCrystalChips(parameters);
  return (
    <div class="page">
      <div class="list-head">
        <div class="title">
          <h1>Crystals</h1>
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
          <Button icon="bars" pressed={hasFigures} onClick={() => change({ figures: hasFigures ? null : 'shown' })}>
            Figures
          </Button>
          <ColumnMenu all={COLUMNS} shown={listing.columns} onChange={listing.showColumns} />
          <ExportMenu
            filter={filter}
            sort={sort}
            columns={columns.flatMap(({ exported }) => exported)}
            count={page?.totalCount ?? null}
          />
          <ShowQuery queries={[asked(CrystalsPageDocument, variables)]} />
          <CopyLink />
        </div>
      </div>
      <div class="listing">
        <aside class={isFolded ? '' : 'open'} aria-label="Criteria">
          <CrystalFacets listing={listing} />
        </aside>
        <div class="list">
          <Chips chips={chips} onChange={change} />
          <UnreadableCriteria parameters={unreadable} />
          {notice !== null && <Caution>{notice}</Caution>}
          {hasFigures && <CrystalFigures listing={listing} />}
          {errors.length > 0 && notice === null && <ErrorBox errors={errors} />}
          {page !== null && page.totalCount === 0 ? (
            <NothingFound
              of="crystal"
              reason={page.emptyReason}
              criteria={CRYSTAL_CRITERIA}
              chips={chips}
              onChange={change}
            />
          ) : page === null && errors.length > 0 ? null : (
            <section class={`panel table-panel${answer.isPlaceholderData ? ' stale' : ''}`} aria-label="Crystals">
              {page === null ? (
                <Skeleton lines={14} />
              ) : (
                <>
                  <Table
                    caption="Crystals"
                    columns={columns}
                    rows={page.rows}
                    keyOf={({ crystalId }) => crystalId}
                    sorting={sorting}
                    onSort={listing.sortBy}
                    onPick={({ crystalId }) => navigate(addressOf.crystal(crystalId))}
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
