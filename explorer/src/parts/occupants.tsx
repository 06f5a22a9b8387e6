/** The elements of a shared or partly empty site. */
import { number } from './text.js';

/** `Ni 0.80 Mn 0.10 Co 0.10`, what is empty last. @param of elements, the most frequent first, and their shares of 1 */
export function Occupants({ of }: { of: readonly { readonly element: string; readonly fraction: number }[] }) {
  const empty = 1 - of.reduce((sum, { fraction }) => sum + fraction, 0);
  return (
    <>
      {of.map(({ element, fraction }) => `${element}\u00a0${number(fraction, 2)}`).join(' ')}
      {empty > 0.0005 && ` □\u00a0${number(empty, 2)}`}
    </>
  );
}
