/** Pictures of the explorer's main views on the sample, for README and docs: docs/figures/explorer/*.png. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, launchChromium, serveSample } from './sample-browser.mjs';

const FOLDER = fileURLToPath(new URL('../docs/figures/explorer/', import.meta.url));
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const LIFEPO4 = `data_LiFePO4
_cell_length_a 10.332
_cell_length_b 6.010
_cell_length_c 4.692
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'P n m a'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Li1 0 0 0
Fe1 0.2822 0.25 0.9747
P1 0.0948 0.25 0.4182
O1 0.0968 0.25 0.7428
O2 0.4571 0.25 0.2060
O3 0.1656 0.0465 0.2848
`;

const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** @typedef {{ name: string, address: string, dark?: boolean, size?: { width: number, height: number }, act?: (page: import('playwright-core').Page) => Promise<void> }} Picture */

/** @type {readonly Picture[]} */
const PICTURES = [
  { name: 'home', address: '/' },
  { name: 'crystals', address: '/crystals' },
  { name: 'crystal', address: '/crystal/forsterite-Mg2SiO4?site=0' },
  { name: 'crystal-dark', address: '/crystal/forsterite-Mg2SiO4?site=0', dark: true },
  { name: 'crystal-phone', address: '/crystal/forsterite-Mg2SiO4', size: PHONE },
  { name: 'motif', address: '/motif/Ti-O:6' },
  { name: 'map', address: '/map' },
  { name: 'connections', address: '/connections' },
  { name: 'pattern', address: '/pattern?p=O:6(1)-edge-O:6(2)-edge-O:6(3)-edge-(1)' },
  {
    name: 'mine',
    address: '/mine',
    act: async (page) => {
      const files = [file('LiFePO4.cif', LIFEPO4), file('typing-error.cif', LIFEPO4.replace('Fe1', 'Fx1'))];
      await page.locator('input[type=file]').setInputFiles(files);
      await page.getByText('In words').waitFor();
    },
  },
  { name: 'query', address: '/query' },
];

const executable = findChromium();
if (executable === null) throw new Error('No Chromium is installed; MOTIFGRAPH_CHROMIUM may name one.');
const home = mkdtempSync(join(tmpdir(), 'motifgraph-pictures-'));
const service = await serveSample(join(home, 'graph'));
const browser = await launchChromium(executable);
try {
  mkdirSync(FOLDER, { recursive: true });
  for (const picture of PICTURES) await take(picture);
} finally {
  await browser.close();
  await service.close();
  rmSync(home, { recursive: true, force: true });
}

/** @param {Picture} picture */
async function take({ name, address, dark = false, size = DESK, act }) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(service.url + address, { waitUntil: 'networkidle' });
  await act?.(page);
  // Everything has arrived, and was drawn.
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled', caret: 'hide' });
  await context.close();
  console.log(`docs/figures/explorer/${name}.png`);
}
