/** The paper's findings on the representation that ships; models/README.md tells all their numbers. */
import { describe, expect, it } from 'vitest';
import { shippedRepresentation } from '../../src/representation/representation-file.js';
import { Findings, PAIRS, SHAPES_OF_CLUSTERS } from './findings.js';

const representation = await shippedRepresentation();
const findings = new Findings(representation);
const anyPair = findings.ranks(findings.anyPairs());

describe('the vectors of motifs of oxides', () => {
  it('were learned from as many crystals as the paper has', () => {
    expect(representation.crystals).toBe(22_420);
    expect(representation.motifs.motifs.length).toBeGreaterThan(700);
  });

  it('have neighbours of their own geometry', () => {
    const { found, chance } = findings.purityOfNeighbours();
    expect(found).toBeGreaterThanOrEqual(0.8);
    expect(found).toBeGreaterThan(3 * chance);
  });

  it('cluster by shape on the map: cubes, cuboctahedra, octahedra, tetrahedra, squares', () => {
    const { found, chance } = findings.silhouetteOfShapes();
    expect(found).toBeGreaterThan(0.4);
    expect(chance).toBeLessThan(0.1);
    for (const shape of SHAPES_OF_CLUSTERS) expect(findings.shareInCluster(shape), shape).toBeGreaterThan(0.8);
  });

  it('are like those that stand for motifs that were not learned', () => {
    const { found, chance } = findings.similarityOfStandIns();
    expect(found).toBeGreaterThan(chance);
    expect(found).toBeGreaterThan(0.7);
  });

  it('put lanthanides of one shape together', () => {
    const { found, chance } = findings.lanthanidesTogether();
    expect(found).toBeGreaterThan(1.7 * chance);
    const onMap = findings.silhouetteOfLanthanides();
    expect(onMap.found).toBeGreaterThan(0.4);
    expect(Math.abs(onMap.chance)).toBeLessThan(0.2);
  });

  it('rank motifs of lanthanides and yttrium near each other', () => {
    const { count, median, inTop, amongShape } = findings.ranks(PAIRS.yttriumAndLanthanides);
    expect(count).toBeGreaterThan(100);
    expect(median).toBeLessThan(0.05);
    expect(inTop).toBeGreaterThan(0.9);
    // Any two elements of one shape stand near; these stand nearer.
    expect(median).toBeLessThan(anyPair.median / 2);
    expect(amongShape).toBeLessThan(anyPair.amongShape / 1.5);
  });

  it('rank motifs of magnesium and zinc near each other', () => {
    const { count, median, inTop, amongShape } = findings.ranks(PAIRS.zincAndMagnesium);
    expect(count).toBeGreaterThan(10);
    expect(median).toBeLessThan(0.05);
    expect(inTop).toBeGreaterThan(0.75);
    expect(amongShape).toBeLessThan(anyPair.amongShape / 1.5);
  });

  it('rank analogous elements of one group nearer than any two, and those nearer than elements that are far apart', () => {
    const analogous = findings.ranks(PAIRS.analogous);
    const far = findings.ranks(findings.farPairs());
    expect(analogous.median).toBeLessThan(0.05);
    expect(analogous.amongShape).toBeLessThan(anyPair.amongShape / 1.5);
    expect(far.amongShape).toBeGreaterThan(anyPair.amongShape);
  });
});
