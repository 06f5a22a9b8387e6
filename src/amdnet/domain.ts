/** How far a crystal is from those that a model was trained on: in elements and in motifs. */
import { symbolOf } from '../crystal/elements.js';
import { geometries } from '../motif/geometries.js';
import type { DualGraph } from './graphs.js';

/** What the training data hold. */
export interface Domain {
  readonly crystals: number;
  /** Crystals with each element, by symbol. */
  readonly elements: Readonly<Record<string, number>>;
  /** Crystals with each motif (centre and geometry, `Ti-O:6`, whatever the ligands). */
  readonly motifs: Readonly<Record<string, number>>;
}

/** Crystals that an element or a motif has to be in to be known. */
const FEW = 5;

export function domainOf(graphs: readonly DualGraph[]): Domain {
  const elements: Record<string, number> = {};
  const motifs: Record<string, number> = {};
  for (const graph of graphs) {
    for (const element of elementsOf(graph)) elements[element] = (elements[element] ?? 0) + 1;
    for (const motif of motifsOf(graph)) motifs[motif] = (motifs[motif] ?? 0) + 1;
  }
  return { crystals: graphs.length, elements, motifs };
}

/** In words, why the answers for this crystal are to be taken with care; empty where they aren't. */
export function cautionsFor(graph: DualGraph, { crystals, elements, motifs }: Domain): string[] {
  const cautions: string[] = [];
  const say = (what: string, names: readonly string[]) => {
    if (names.length > 0) {
      cautions.push(
        `${what} ${names.join(', ')}: in fewer than ${FEW} of the ${crystals} crystals that the model was trained on.`,
      );
    }
  };
  say(
    'Element',
    elementsOf(graph).filter((element) => (elements[element] ?? 0) < FEW),
  );
  say(
    'Motif',
    motifsOf(graph).filter((motif) => (motifs[motif] ?? 0) < FEW),
  );
  return cautions;
}

function elementsOf({ atoms }: DualGraph): string[] {
  return [...new Set(atoms.atomicNumbers)].map(symbolOf);
}

/** Sites without a geometry are of no motif. */
function motifsOf({ atoms, motifs }: DualGraph): string[] {
  const names = Array.from(motifs.geometries, (geometry, node) =>
    geometry === 0
      ? []
      : [`${symbolOf(atoms.atomicNumbers[motifs.atoms[node]!]!)}-${geometries[geometry - 1]!.symbol}`],
  );
  return [...new Set(names.flat())];
}
