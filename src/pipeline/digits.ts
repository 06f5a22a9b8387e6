/** Single precision holds no more. */
export function digits(value: number): number {
  return Number(value.toFixed(6));
}
