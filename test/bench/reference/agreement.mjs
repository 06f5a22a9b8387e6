/** How far our analyses agree with those of the references. */

/** Measures that differ by no more are the same. */
const SAME_CSM = 1e-3;

/** Distributions over environments whose total variation distance is at most this are the same. */
const SAME_FRACTIONS = 0.01;

/** Fingerprints whose numbers differ by no more are the same. */
const SAME_FINGERPRINT = 0.01;

/** [what, figure] of each comparison. */
export function agreement(references, { simplest, multiWeights, crystalnn }) {
  const count = { sites: 0, ligands: 0, geometry: 0, higher: 0, environments: 0, dominant: 0, fractions: 0 };
  const cnn = { crystals: 0, bonds: 0, sites: 0, fingerprints: 0 };
  for (const reference of references) {
    compareMotifs(reference, simplest.get(reference.id).analysis, count);
    compareEnvironments(reference, multiWeights.get(reference.id).analysis, count);
    compareBonds(reference, crystalnn.get(reference.id).analysis, cnn);
  }
  const percent = (part, whole, of) => `${((100 * part) / whole).toFixed(2)} % of ${whole} ${of}`;
  return [
    ['ChemEnv, simplest: same ligands', percent(count.ligands, count.sites, 'sites')],
    ['same geometry, or one of lower measure', percent(count.geometry, count.sites, 'sites')],
    ['symmetry measure above the reference', `at ${count.higher} sites`],
    ['ChemEnv, multi-weights: same dominant environment', percent(count.dominant, count.environments, 'sites')],
    ['same fractions within 1 %', percent(count.fractions, count.environments, 'sites')],
    ['CrystalNN: same bonds', percent(cnn.bonds, cnn.crystals, 'crystals')],
    ['fingerprints within 0.01', percent(cnn.fingerprints, cnn.sites, 'sites')],
  ];
}

function compareMotifs({ chemenv }, analysis, count) {
  const bySite = new Map((analysis?.sites ?? []).map((site) => [site.site, site]));
  for (const [site, { ligands, geometry, csm }] of Object.entries(chemenv.sites)) {
    count.sites++;
    const own = bySite.get(Number(site));
    const expected = new Set(ligands.map(([ligand, image]) => `${ligand} ${image}`));
    const found = own?.ligands.map(({ site: ligand, image }) => `${ligand} ${image.map((x) => x || 0)}`) ?? [];
    if (found.length !== expected.size || !found.every((ligand) => expected.has(ligand))) continue;
    count.ligands++;
    if (own.geometry === geometry || own.csm < csm - SAME_CSM) count.geometry++;
    if (own.csm > csm + SAME_CSM) count.higher++;
  }
}

function compareEnvironments({ multiWeights }, analysis, count) {
  const bySite = new Map((analysis?.sites ?? []).map((site) => [site.site, site]));
  for (const [site, expected] of Object.entries(multiWeights)) {
    const names = Object.keys(expected);
    if (names.length === 0) continue;
    count.environments++;
    const found = Object.fromEntries(bySite.get(Number(site))?.environments.map((e) => [e.geometry, e.fraction]) ?? []);
    const dominant = (fractions) => Object.keys(fractions).sort((a, b) => fractions[b] - fractions[a])[0];
    if (dominant(found) === dominant(expected)) count.dominant++;
    const all = new Set([...names, ...Object.keys(found)]);
    const distance = [...all].reduce((sum, name) => sum + Math.abs((expected[name] ?? 0) - (found[name] ?? 0)), 0) / 2;
    if (distance <= SAME_FRACTIONS) count.fractions++;
  }
}

function compareBonds({ crystalnn }, analysis, count) {
  // A bond has two spellings, of which the first in the alphabet stands for both.
  const key = (from, to, image) => [`${from} ${to} ${image}`, `${to} ${from} ${image.map((x) => -x || 0)}`].sort()[0];
  const expected = new Set(crystalnn.bonds.map(([from, to, image]) => key(from, to, image)));
  const found = new Set((analysis?.bonds ?? []).map(({ from, to, image }) => key(from, to, image)));
  count.crystals++;
  if (expected.size === found.size && [...expected].every((bond) => found.has(bond))) count.bonds++;
  const bySite = new Map((analysis?.sites ?? []).map((site) => [site.site, site.fingerprint]));
  for (const [site, numbers] of Object.entries(crystalnn.fingerprints)) {
    count.sites++;
    const own = bySite.get(Number(site));
    if (own && numbers.every((x, i) => Math.abs(x - own[i]) <= SAME_FINGERPRINT)) count.fingerprints++;
  }
}
