/** The chosen points as the list that has facets, ranges, more columns and files of all kinds. */
import { Link } from 'wouter-preact';
import { addressOf } from '../../address/address.js';
import { formatPolygon } from '../../address/polygon.js';
import type { MapData } from './data.js';
import type { MapState } from './state.js';

/** An address that servers take. */
const MOST_CHARACTERS = 6000;

interface AsListProps {
  data: MapData;
  /** Null: all. */
  chosen: readonly number[] | null;
  state: MapState;
}

export function AsList({ data, chosen, state }: AsListProps) {
  const address = addressOfList(data, chosen, state);
  if (address === null) {
    return (
      <span class="quiet">Too many for a list. A lasso alone, without search and legend, has one of any size.</span>
    );
  }
  return (
    <Link class="button" href={address}>
      Open as list
    </Link>
  );
}

/** By the line itself where nothing else chose; otherwise by the ids, of which an address has room for some hundred. */
function addressOfList(data: MapData, chosen: readonly number[] | null, state: MapState): string | null {
  if (data.of === 'crystals' && state.lasso !== null && state.search === '' && state.only === null) {
    return addressOf.crystals({ lasso: formatPolygon(state.lasso) });
  }
  const ids = chosen?.map((index) => data.ids[index]!);
  if (ids !== undefined && ids.join(',').length > MOST_CHARACTERS) return null;
  const filter = ids === undefined ? {} : { ids };
  return data.of === 'crystals' ? addressOf.crystalsThat(filter) : addressOf.motifsThat(filter);
}
