/**
 * Motifs of 366 oxides against ChemEnv, site by site. Needs the reference data, whose folder `MOTIFGRAPH_REFERENCE` names:
 * `golden/chemenv-oxides.jsonl` and `data/mp-oxides/cifs.tar.gz`. Skipped without.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readStructures } from '../../src/crystal/read.js';
import { everyCation, type MotifAnalysis } from '../../src/motif/analysis.js';
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
  /** Of polyhedra around the reference's ions, which are those of the composition. */
  const count = { sites: 0, ligands: 0, geometry: 0, higher: [] as string[] };
  /** Around the ions that the bonds tell. */
  const ofBonds = { sites: 0, ligands: 0, geometry: 0, higher: [] as string[] };
  const weighted = { sites: 0, dominant: 0, same: 0 };

  function countEnvironments(sites: readonly ReferenceSite[], analysis: MotifAnalysis): void {
    const { sites: own } = everyCation(analysis);
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

  function countSites(sites: readonly ReferenceSite[], id: string, analysis: MotifAnalysis, found: typeof count): void {
    const bySite = new Map(everyCation(analysis).sites.map((site) => [site.site as number, site]));
    for (const { site, ces, nb } of sites) {
      if (nb === null || ces.length === 0) continue; // no environment in the reference
      found.sites++;
      const own = bySite.get(site);
      const ligands = new Set(nb.map(([index, image]) => `${index} ${image.join()}`));
      const same =
        own?.ligands.length === ligands.size &&
        own.ligands.every((ligand) => ligands.has(`${ligand.site} ${ligand.image.join()}`));
      if (!same) continue;
      found.ligands++;
      const [geometry, csm] = ces[0]!;
      if (own.geometry === geometry || own.csm! < csm! - 1e-4) found.geometry++;
      if (csm !== null && own.csm! > csm + 1e-3) found.higher.push(`${id} ${site}: ${own.csm} > ${csm}`);
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
      const { crystal } = result;
      const sites = expected.get(item.id)!;
      analyses.set(item.id, analysisOf(crystal, { ions: 'averages' }));
      countSites(sites, item.id, analyses.get(item.id)!, count);
      countSites(sites, item.id, analysisOf(crystal), ofBonds);
      countEnvironments(sites, analysisOf(crystal, { strategy: 'multi-weights', ions: 'averages' }));
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
  // K4C2O3 (mp-35889, C+ in the reference) and CuClO2 (mp-997020, Cl+) have other ions by their bonds.
  it('finds the same at 99.7 % of the sites around the ions that the bonds tell', () => {
    expect(ofBonds.ligands / ofBonds.sites).toBeGreaterThan(0.997);
    expect(ofBonds.geometry / ofBonds.sites).toBeGreaterThan(0.997);
  });

  it('finds the same environments, by multiple weights, at 99 % of the sites', () => {
    expect(weighted.sites).toBeGreaterThan(2900);
    expect(weighted.dominant / weighted.sites).toBeGreaterThan(0.997);
    expect(weighted.same / weighted.sites).toBeGreaterThan(0.99);
  });

  it('finds nowhere a higher measure', () => {
    expect([...count.higher, ...ofBonds.higher]).toEqual([]);
  });
});
