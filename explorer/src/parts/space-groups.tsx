/** Symbols of space groups, of which facets and addresses have the numbers. */
import type { ComponentChildren } from 'preact';
import { useAnswer } from '../graphql/client.js';
import { SpaceGroupNamesDocument } from '../graphql/generated/operations.js';
import { SpaceGroup } from './text.js';

/** @param numbers those that are shown */
export function useSpaceGroupNames(numbers: readonly number[]): (number: string) => ComponentChildren {
  const ids = [...new Set(numbers)].sort((a, b) => a - b).map((number) => `spaceGroup/No.${number}`);
  const { data } = useAnswer(SpaceGroupNamesDocument, { ids }, { enabled: ids.length > 0, keepPrevious: true });
  const symbols = new Map<string, string>();
  for (const node of data?.data.nodes ?? []) {
    if (node !== null && 'number' in node) symbols.set(String(node.number), node.symbol);
  }
  return (number) => <NumberedSpaceGroup number={number} symbol={symbols.get(number)} />;
}

/** The symbol and the number, or the number alone. */
export function NumberedSpaceGroup({ number, symbol }: { number: string; symbol: string | undefined }) {
  if (symbol === undefined) return <>No. {number}</>;
  return (
    <span>
      <SpaceGroup of={symbol} /> ({number})
    </span>
  );
}
