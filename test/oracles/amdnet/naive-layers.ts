/** The layers of AMDNet as their definitions read: plain loops in double precision, one row of numbers at a time. */

export type Row = readonly number[];
export type Matrix = readonly Row[];
/** By name; a vector is a matrix of one row. */
export type Weights = ReadonlyMap<string, Matrix>;

export function matrixOf(p: Weights, name: string): Matrix {
  const matrix = p.get(name);
  if (matrix === undefined) throw new RangeError(`there is no parameter ${name}`);
  return matrix;
}

export function linear(p: Weights, name: string, x: Row): number[] {
  const weights = matrixOf(p, `${name}/weights`);
  const y = weights[0]!.map(() => 0);
  for (const [i, value] of x.entries()) {
    const row = weights[i]!;
    for (let k = 0; k < y.length; k++) y[k]! += value * row[k]!;
  }
  return y;
}

export function dense(p: Weights, name: string, x: Row): number[] {
  return plus(linear(p, name, x), matrixOf(p, `${name}/bias`)[0]!);
}

export function layerNorm(p: Weights, name: string, x: Row): number[] {
  const scale = matrixOf(p, `${name}/scale`)[0]!;
  const shift = matrixOf(p, `${name}/shift`)[0]!;
  const mean = sum(x) / x.length;
  const variance = sum(x.map((value) => (value - mean) ** 2)) / x.length;
  return x.map((value, k) => (scale[k]! * (value - mean)) / Math.sqrt(variance + 1e-5) + shift[k]!);
}

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function silu(x: Row): number[] {
  return x.map((value) => value * sigmoid(value));
}

export function relu(x: Row): number[] {
  return x.map((value) => Math.max(0, value));
}

export function gaussians(x: number, first: number, last: number, count: number, width: number): number[] {
  const values: number[] = [];
  for (let k = 0; k < count; k++) {
    const centre = first + (k * (last - first)) / (count - 1);
    values.push(Math.exp(-(((x - centre) / width) ** 2)));
  }
  return values;
}

export function sum(x: Row): number {
  return x.reduce((total, value) => total + value, 0);
}

export function plus(...rows: readonly Row[]): number[] {
  const total = rows[0]!.map(() => 0);
  for (const row of rows) for (let k = 0; k < total.length; k++) total[k]! += row[k]!;
  return total;
}

export function times(factor: number, x: Row): number[] {
  return x.map((value) => factor * value);
}
