/**
 * Motifs of 366 oxides against ChemEnv, site by site. Needs the reference data, whose folder `MOTIFGRAPH_REFERENCE` names:
 * `golden/chemenv-oxides.jsonl` and `data/mp-oxides/cifs.tar.gz`. Skipped without.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import type { MotifAnalysis } from '../../src/motif/analysis.js';
import { openSources } from '../../src/sources/open.js';
import { analysisOf } from './crystals.js';

const { MOTIFGRAPH_REFERENCE: folder } = process.env;

interface ReferenceSite {
  readonly site: number;
  readonly el: string;
  readonly ces: readonly (readonly [string, number | null])[];
  readonly environments: readonly { readonly geometry: string; readonly fraction: number }[];
  readonly nb: readonly (readonly [number, readonly number[]])[] | null;
}

describe.skipIf(!folder)(`ChemEnv's motifs of oxides${folder ? '' : ' (MOTIFGRAPH_REFERENCE is not set)'}`, () => {
  const expected = new Map<string, readonly ReferenceSite[]>();
  const analyses = new Map<string, MotifAnalysis>();
  const count = { sites: 0, ligands: 0, geometry: 0, higher: [] as string[] };
  const weighted = { sites: 0, dominant: 0, same: 0 };

  function countEnvironments(sites: readonly ReferenceSite[], { sites: own }: MotifAnalysis): void {
    for (const { site, environments: wanted } of sites) {
      if (wanted.length === 0) continue;
      const found = own.find((other) => other.site === site)?.environments;
      if (found === undefined) continue; // sites that the reference numbers in another order
      weighted.sites++;
      if (found[0]?.geometry === wanted[0]!.geometry) weighted.dominant++;
      const fractions = new Map(found.map(({ geometry, fraction }) => [geometry, fraction]));
      let distance = 0;
      for (const { geometry, fraction } of wanted) {
        distance += Math.abs((fractions.get(geometry) ?? 0) - fraction);
        fractions.delete(geometry);
      }
      for (const fraction of fractions.values()) distance += fraction;
      if (distance / 2 <= 0.01) weighted.same++;
    }
  }

  beforeAll(async () => {
    for (const line of readFileSync(join(folder!, 'golden/chemenv-oxides.jsonl'), 'utf8').split('\n').filter(Boolean)) {
      const { id, sites } = JSON.parse(line) as { id: string; sites?: ReferenceSite[] };
      expected.set(id, sites ?? []);
    }
    for await (const item of openSources([join(folder!, 'data/mp-oxides/cifs.tar.gz')])) {
      if (!item.ok || !expected.has(item.id)) continue;
      const [result] = readStructures(item.content, { file: item.file });
      if (!result?.ok) throw new Error(`${item.id}: ${JSON.stringify(result)}`);
      analyses.set(item.id, analysisOf(result.crystal));
      countEnvironments(expected.get(item.id)!, analysisOf(result.crystal, { strategy: 'multi-weights' }));
    }
    for (const [id, sites] of expected) {
      const bySite = new Map(analyses.get(id)!.sites.map((site) => [site.site as number, site]));
      for (const { site, ces, nb } of sites) {
        if (nb === null || ces.length === 0) continue; // no environment in the reference
        count.sites++;
        const own = bySite.get(site);
        const ligands = new Set(nb.map(([index, image]) => `${index} ${image.join()}`));
        const same =
          own?.ligands.length === ligands.size &&
          own.ligands.every((ligand) => ligands.has(`${ligand.site} ${ligand.image.join()}`));
        if (!same) continue;
        count.ligands++;
        const [geometry, csm] = ces[0]!;
        if (own.geometry === geometry || own.csm! < csm! - 1e-4) count.geometry++;
        if (csm !== null && own.csm! > csm + 1e-3) count.higher.push(`${id} ${site}: ${own.csm} > ${csm}`);
      }
    }
  });

  it('takes crystals that the reference can not take, too', () => {
    expect(analyses.size).toBe(expected.size);
  });

  // Four sites are missed in mp-18828, which the reference numbers in another order than its file.
  it('finds the same ligands at 99.8 % of the sites', () => {
    expect(count.ligands / count.sites).toBeGreaterThan(0.998);
  });

  it('finds the same geometry, or one of lower measure, at 99.8 % of the sites', () => {
    expect(count.geometry / count.sites).toBeGreaterThan(0.998);
  });

  // Where they differ, the reference's search has missed a lower measure of some neighbour set.
  it('finds the same environments, by multiple weights, at 99 % of the sites', () => {
    expect(weighted.sites).toBeGreaterThan(2900);
    expect(weighted.dominant / weighted.sites).toBeGreaterThan(0.997);
    expect(weighted.same / weighted.sites).toBeGreaterThan(0.99);
  });

  it('finds nowhere a higher measure', () => {
    expect(count.higher).toEqual([]);
  });
});
