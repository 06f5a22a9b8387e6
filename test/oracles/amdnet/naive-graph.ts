/** Sums over a graph, node by node and edge by edge. */
import { type Matrix, plus, type Row, sum, times } from './naive-layers.js';

/** See `NodeTensors`. */
export interface NaiveGraph {
  readonly crystals: readonly number[];
  readonly shares: readonly number[];
  readonly centres: readonly number[];
  readonly neighbours: readonly number[];
  readonly counts: readonly number[];
}

export interface NaiveState {
  readonly nodes: Matrix;
  readonly edges: Matrix;
  readonly whole: Matrix;
}

export function edgesOf({ centres }: NaiveGraph, node: number): number[] {
  return placesOf(centres, node);
}

export function nodesOf({ crystals }: NaiveGraph, crystal: number): number[] {
  return placesOf(crystals, crystal);
}

export function placesOf(values: readonly number[], wanted: number): number[] {
  return [...values.keys()].filter((place) => values[place] === wanted);
}

/** Σ weight · row; zeros where there is no row. */
export function weightedSum(rows: Matrix, weights: Row, width: number): number[] {
  return rows.reduce<number[]>((total, row, i) => plus(total, times(weights[i]!, row)), Array(width).fill(0));
}

/** Zeros where there is no row. */
export function weightedMean(rows: Matrix, weights: Row, width: number): number[] {
  const total = sum(weights);
  return total === 0 ? Array(width).fill(0) : times(1 / total, weightedSum(rows, weights, width));
}
