/** Structure files with something changed, and what an analysis of whatever they hold has to satisfy. */
import { expect } from 'vitest';
import type { Crystal } from '../../src/crystal/crystal.js';
import { symbolOf } from '../../src/crystal/elements.js';
import { readStructures } from '../../src/crystal/read.js';
import { writePoscar } from '../../src/crystal/write.js';
import type { AnalysisOptions, MotifAnalysis } from '../../src/motif/analysis.js';
import { analyzeMotifs } from '../../src/motif/analyze.js';
import { FINGERPRINT_LABELS } from '../../src/motif/crystalnn/fingerprint.js';
import { describe as describeStructure } from '../../src/motif/description/describe.js';
import type { Random } from './random.js';

/** The least distance between atoms that readers let pass, Å. */
const CLOSEST = 0.4;

/** A crystal as text in a format that readers know. */
export interface StructureFile {
  readonly file: string;
  readonly text: string;
}

/** The file itself and the same crystal as POSCAR and as JSON of pymatgen; the file alone where it can't be read. */
export function inEachFormat(cif: string, id: string): StructureFile[] {
  const [read] = readStructures(cif, { file: `${id}.cif` });
  const files = [{ file: `${id}.cif`, text: cif }];
  if (!read?.ok) return files;
  const { crystal } = read;
  return [
    ...files,
    { file: `${id}.poscar`, text: writePoscar(crystal) },
    { file: `${id}.json`, text: pymatgenJson(crystal) },
  ];
}

function pymatgenJson({ lattice, atomicNumbers, fractional }: Crystal): string {
  const row = (numbers: Float64Array, i: number) => Array.from(numbers.subarray(3 * i, 3 * i + 3));
  const sites = Array.from(atomicNumbers, (z, site) => ({
    species: [{ element: symbolOf(z), occu: 1 }],
    abc: row(fractional, site),
  }));
  return JSON.stringify({ lattice: { matrix: [0, 1, 2].map((i) => row(lattice, i)) }, sites }, null, 1);
}

/** One thing changed: most often a number, an element or a line, so that many files can still be read. */
export function mutated(text: string, random: Random): string {
  const choice = random();
  if (choice < 0.6) return withNumberChanged(text, random);
  if (choice < 0.75) return withElementChanged(text, random);
  if (choice < 0.9) return withLineChanged(text, random);
  return withCharactersChanged(text, random);
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[Math.floor(random() * items.length)]!;
}

/** A little, a lot, or to another number of the file. */
function withNumberChanged(text: string, random: Random): string {
  const numbers = [...text.matchAll(/-?\d+\.\d+/g)];
  if (numbers.length === 0) return text;
  const chosen = pick(numbers, random);
  const value = Number(chosen[0]);
  const changed = pick(
    [
      value * (1 + 0.05 * (random() - 0.5)),
      value * Math.exp(4 * random() - 2),
      -value,
      value + random() - 0.5,
      pick([0, 0.5, 1 / 3, 90, 120, 60], random),
      Number(pick(numbers, random)[0]),
      value * 10 ** Math.floor(12 * random() - 6),
    ],
    random,
  );
  return text.slice(0, chosen.index) + changed.toFixed(5) + text.slice(chosen.index + chosen[0].length);
}

function withElementChanged(text: string, random: Random): string {
  const symbols = [...text.matchAll(/\b[A-Z][a-z]?(?=\d*[+-]?\b)/g)];
  if (symbols.length === 0) return text;
  const chosen = pick(symbols, random);
  const other = symbolOf(1 + Math.floor(118 * random()));
  // Every atom of the element, or one of them.
  if (random() < 0.5) return text.replaceAll(new RegExp(`\\b${chosen[0]}(?=\\d*[+-]?\\b)`, 'g'), other);
  return text.slice(0, chosen.index) + other + text.slice(chosen.index + chosen[0].length);
}

/** Left out, written twice, exchanged with another one, or the last. */
function withLineChanged(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = Math.floor(random() * lines.length);
  const other = Math.floor(random() * lines.length);
  const choice = random();
  if (choice < 0.4) lines.splice(at, 1);
  else if (choice < 0.7) lines.splice(at, 0, lines[other]!);
  else if (choice < 0.9) [lines[at], lines[other]] = [lines[other]!, lines[at]!];
  else lines.splice(at);
  return lines.join('\n');
}

function withCharactersChanged(text: string, random: Random): string {
  const at = Math.floor(random() * text.length);
  const length = Math.floor(4 * random());
  const inserted = random() < 0.5 ? '' : String.fromCharCode(32 + Math.floor(95 * random()));
  return text.slice(0, at) + inserted + text.slice(at + length);
}

export interface Answers {
  analysed: number;
  refused: number;
}

/** All that an analysis can hold. */
export const EVERYTHING: AnalysisOptions = { strategy: 'multi-weights', bonds: 'crystalnn', fingerprints: true };

/** How many structures of the file were analysed and refused; fails where one is neither, or makes no sense. */
export function expectAnswers({ file, text }: StructureFile, options: AnalysisOptions): Answers {
  const count = { analysed: 0, refused: 0 };
  for (const read of readStructures(text, { file })) {
    const result = read.ok ? analyzeMotifs(read.crystal, options) : read;
    if (result.ok) {
      count.analysed++;
      expectSense(result.analysis);
    } else {
      count.refused++;
      expect(result.refusal.message).not.toBe('');
      expect(result.refusal.code).not.toBe('ANALYSIS_FAILED');
    }
  }
  expect(count.analysed + count.refused).toBeGreaterThan(0);
  return count;
}

/** The cube's parameter sums terms that are odd in a neighbour's height over the square; the others stay near 0 or above. */
function leastOf(index: number): number {
  return FINGERPRINT_LABELS[index]!.startsWith('body-centered cubic') ? -1 : -0.1;
}

function expectSense(analysis: MotifAnalysis): void {
  for (const site of analysis.sites) {
    expect(site.ligands).toHaveLength(site.coordinationNumber);
    if (site.csm !== null) expect(site.csm).toSatisfy((csm: number) => csm >= 0 && csm <= 100);
    if (site.polyhedronVolume !== null) expect(site.polyhedronVolume).toBeGreaterThan(0);
    expect(site.ligands.every(({ distance }) => distance > CLOSEST - 1e-6 && Number.isFinite(distance))).toBe(true);
    const { environments = [], fingerprint = [] } = site;
    const fractions = environments.reduce((sum, { fraction }) => sum + fraction, 0);
    expect(fractions).toBeCloseTo(environments.length === 0 ? 0 : 1, 4);
    expect(fingerprint.every((value, i) => value > leastOf(i) && value < 1 + 1e-9)).toBe(true);
  }
  for (const { distance, anglesInDegrees, sharedLigands } of analysis.connections) {
    expect(distance).toBeGreaterThan(0);
    expect(anglesInDegrees).toHaveLength(sharedLigands);
    expect(anglesInDegrees.every((angle) => angle >= 0 && angle <= 180)).toBe(true);
  }
  expect(describeStructure(analysis)).toMatch(/^\p{Lu}.*\.$/u);
}
