/** Chemistry in type: formulas, space groups, charges, numbers. */
import { type ComponentChildren, Fragment } from 'preact';

/** A formula with subscripts: `Li4Ti5O12`, `Y0.5Ba2CuO6.9`, `CaSO4·2H2O`. */
export function Formula({ of }: { of: string }) {
  return (
    <span class="formula">
      {of.split(',').map((part, index) => (
        <Fragment key={index}>
          {index > 0 && (
            <>
              ,<wbr />
            </>
          )}
          {subscripts(part)}
        </Fragment>
      ))}
    </span>
  );
}

function subscripts(formula: string): ComponentChildren[] {
  // Digits after a letter or a bracket count; those at the start of a part (CaSO4·2H2O) multiply.
  return [...formula.matchAll(/(?<=[A-Za-z)\]])([\d.]*\d)|[^\d.]+|[\d.]+/g)].map(([text, count], index) =>
    count === undefined ? text : <sub key={index}>{count}</sub>,
  );
}

/**
 * A Hermann–Mauguin symbol: letters italic, screw axes as subscripts, inversion axes overlined.
 * @param of as the API has it: `P4_2/mnm`, `Fd-3m`, `P2_1/c`
 */
export function SpaceGroup({ of }: { of: string }) {
  const parts = [...of.matchAll(/-(\d)|(\d)_(\d)|([A-Za-z]+)|[^A-Za-z]/g)];
  return (
    <span class="space-group" role="img" aria-label={of.replaceAll('_', '')}>
      {parts.map(([text, inversion, axis, screw, letters], index) => {
        if (inversion !== undefined) {
          return (
            <span key={index} class="overlined">
              {inversion}
            </span>
          );
        }
        if (axis !== undefined) {
          return (
            <span key={index}>
              {axis}
              <sub>{screw}</sub>
            </span>
          );
        }
        return letters === undefined ? text : <i key={index}>{letters}</i>;
      })}
    </span>
  );
}

/** An ion: `Fe`, 2.67 → Fe²·⁶⁷⁺. */
export function Ion({ element, charge }: { element: string; charge: number | null }) {
  if (charge === null) return <>{element}</>;
  return (
    <>
      {element}
      {charge !== 0 && <sup>{chargeText(charge)}</sup>}
    </>
  );
}

/** `2+`, `−`, `2.67+`: of a charge that is not 0. */
export function chargeText(charge: number): string {
  const size = Math.abs(charge);
  return `${size === 1 ? '' : Number(size.toFixed(2))}${charge > 0 ? '+' : '−'}`;
}

/** A number as text: fixed decimals, thousands apart, a true minus, and none before a zero. */
export function number(value: number, decimals = 0): string {
  return value
    .toLocaleString('en', {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: 'negative',
    })
    .replace('-', '−');
}

/** `1.94–1.98`. */
export function range(low: number, high: number, decimals: number): string {
  const [from, to] = [number(low, decimals), number(high, decimals)];
  return from === to ? from : `${from}–${to}`;
}

/** `1 crystal`, `2,036 crystals`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}
