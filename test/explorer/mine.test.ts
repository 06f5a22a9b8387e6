/** Structures of one's own. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addressOf, dropFiles, expectAccessible, expectClean, inBrowser, openPage, serviceUrl } from './browser.js';

const periclase = (anion = 'O') => `data_periclase
_cell_length_a 4.2112
_cell_length_b 4.2112
_cell_length_c 4.2112
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'F m -3 m'
loop_
_atom_site_label
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
Mg 0 0 0
${anion} 0.5 0.5 0.5
`;

const zone = (page: Page) => page.getByRole('region', { name: 'Bring structures' });
const row = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Structures' }).getByRole('button', { name, exact: false }).first();
const title = (page: Page, formula: string) => page.getByRole('heading', { level: 1, name: formula });

async function ownTexts(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
  );
}

/** Zirconia with yttrium: a shared centre, and oxygen that is missing in places. */
const SHARED = `data_ysz
_cell_length_a 5.139
_cell_length_b 5.139
_cell_length_c 5.139
_cell_angle_alpha 90
_cell_angle_beta 90
_cell_angle_gamma 90
_space_group_name_H-M_alt 'F m -3 m'
loop_
_atom_site_label
_atom_site_type_symbol
_atom_site_fract_x
_atom_site_fract_y
_atom_site_fract_z
_atom_site_occupancy
Zr1 Zr 0 0 0 0.85
Y1 Y 0 0 0 0.15
O1 O 0.25 0.25 0.25 0.9625
`;

inBrowser('my structure', () => {
  test('a dropped file is shown as a crystal is, with the crystals like it; nothing of it is kept', async () => {
    const opened = await openPage('/mine');
    const { page } = opened;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await dropFiles(zone(page), [{ name: 'my-periclase.cif', text: periclase() }]);
    await title(page, 'MgO').waitFor();
    const shown = page.getByRole('article', { name: 'my-periclase.cif' });
    await shown.getByText('Each MgO6 octahedron shares edges').waitFor();
    await shown.getByRole('table').getByText('MgO6').first().waitFor();
    await shown.getByText('Training mean').waitFor();
    await shown
      .getByRole('link', { name: /NiO|CaO|MgO/ })
      .first()
      .waitFor();
    await expectAccessible(opened);
    expect(await ownTexts(page)).not.toMatch(/periclase|4\.2112/);
    expect(new Set(asked.filter((request) => request.startsWith('POST')))).toEqual(new Set(['POST /graphql']));
    const answer = await fetch(`${await serviceUrl()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ statistics { crystals } }' }),
    });
    expect(await answer.json()).toMatchObject({ data: { statistics: { crystals: 176 } } });
    expectClean(opened);
  });

  test('a refusal is shown with its line, from which the whole file opens', async () => {
    const opened = await openPage('/mine');
    const { page } = opened;
    await dropFiles(zone(page), [{ name: 'odd.cif', text: periclase('Qx') }]);
    const box = page.getByRole('region', { name: 'Why odd.cif is refused' });
    await box.getByText('UNKNOWN_ELEMENT').waitFor();
    const marked = box.locator('[aria-current]');
    expect(await marked.textContent()).toBe('15Qx 0.5 0.5 0.5');
    expect(await box.getByRole('row').count()).toBeLessThanOrEqual(5);
    await expectAccessible(opened);
    await box.getByRole('button', { name: 'Open the file at line 15' }).click();
    expect(await box.getByRole('row').first().textContent()).toBe('1data_periclase');
    expect(await row(page, 'odd.cif').textContent()).toContain('line 15');
    expectClean(opened);
  });

  test('an alloy is analysed by the neighbours of its atoms', async () => {
    const opened = await openPage('/mine');
    const { page } = opened;
    const brass = periclase('Zn').replaceAll('Mg', 'Cu').replace('F m -3 m', 'P m -3 m');
    await dropFiles(zone(page), [{ name: 'brass.cif', text: brass }]);
    const shown = page.getByRole('article', { name: 'brass.cif' });
    await shown.getByText('None: a metal, alloy or element.').waitFor();
    await shown.getByText('Nothing: the model knows compounds with anions only.').waitFor();
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('several files and several structures of a file stand in the list, which other views leave as it is', async () => {
    const opened = await openPage('/mine');
    const { page } = opened;
    await dropFiles(zone(page), [
      { name: 'both.cif', text: periclase() + periclase('Qx').replace('periclase', 'odd') },
      { name: 'empty.cif', text: '' },
    ]);
    await row(page, 'both.cif odd').getByText('line 30').waitFor();
    await row(page, 'empty.cif').getByText('refused').waitFor();
    await row(page, 'both.cif periclase').getByText('MgO').waitFor();
    await row(page, 'both.cif odd').click();
    await page.getByRole('region', { name: 'Why both.cif: odd is refused' }).waitFor();
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Motifs' }).click();
    await page.waitForURL(/\/motifs/);
    await page.goBack();
    await row(page, 'both.cif periclase').click();
    await title(page, 'MgO').waitFor();
    await page.getByRole('button', { name: 'Remove both.cif: odd' }).click();
    expect(await page.getByRole('region', { name: 'Structures' }).getByRole('listitem').count()).toBe(2);
    expectClean(opened);
  });

  test('a file that can not be unpacked is told, and does not keep the others from coming; they may fall beside the box', async () => {
    const opened = await openPage('/mine');
    const { page } = opened;
    await dropFiles(page.locator('.mine-shown'), [
      { name: 'broken.cif.gz', text: 'not packed' },
      { name: 'whole.cif', text: periclase() },
    ]);
    await page.getByText('broken.cif.gz can not be unpacked').waitFor();
    await row(page, 'whole.cif').getByText('MgO').waitFor();
    expect(await page.getByRole('region', { name: 'Structures' }).getByRole('listitem').count()).toBe(1);
    expectClean(opened);
  });

  test('text is pasted; what is too large is told and not sent', async () => {
    const opened = await openPage('/mine');
    const { page } = opened;
    const paste = async (text: string, name: string) => {
      await zone(page).getByRole('button', { name: 'or paste text' }).click();
      await page.getByLabel('Text of a CIF').fill(text);
      await page.getByLabel('Name, if you like').fill(name);
      await page.getByRole('button', { name: 'Analyse' }).click();
    };
    await paste(periclase(), '');
    await title(page, 'MgO').waitFor();
    let largest = 0;
    page.on('request', (request) => {
      largest = Math.max(largest, request.postDataBuffer()?.length ?? 0);
    });
    await paste(`${periclase()}# ${'x'.repeat(2_200_000)}`, 'large.cif');
    await page.getByText('It has 2.2 MB; this service takes 2.1 MB at most, so it was not sent.').waitFor();
    expect(largest).toBeLessThan(10_000);
    expectClean(opened);
  });

  test('a link holds how ligands are chosen and what is picked, but nothing of the file', async () => {
    const opened = await openPage('/mine?by=chemistry');
    const { page } = opened;
    await page.getByRole('button', { name: 'Try it with rutile' }).click();
    await title(page, 'TiO2').waitFor();
    await page.getByRole('row', { name: /Ti1/ }).first().click();
    expect(addressOf(opened)).toBe('/mine?by=chemistry&site=0');
    expectClean(opened);
  });

  test('a polyhedron of it is taken as a pattern, which the crystals of the graph are searched for', async () => {
    const opened = await openPage('/mine');
    const { page } = opened;
    await page.getByRole('button', { name: 'Try it with rutile' }).click();
    await title(page, 'TiO2').waitFor();
    await page.getByRole('button', { name: 'Choose polyhedra for a pattern' }).click();
    await page.getByRole('region', { name: 'Structure in 3-D' }).locator('canvas').first().click();
    await page.getByRole('button', { name: 'Find crystals with it' }).click();
    await page.waitForURL(/\/pattern\?p=Ti-O:6/);
    expectClean(opened);
  });

  test('fractions of shared and partly empty sites are told in tables, words and at the polyhedra; two round trips', async () => {
    const opened = await openPage('/mine');
    const { page } = opened;
    await page.getByText('for a structure').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(/query (\w+)/.exec(request.postData() ?? '')?.[1] ?? ''));
    await dropFiles(zone(page), [{ name: 'ysz.cif', text: SHARED }]);
    const shown = page.getByRole('article', { name: 'ysz.cif' });
    await shown.getByRole('row', { name: /Zr\s0\.85 Y\s0\.15/ }).waitFor();
    await shown.getByText('Partly occupied sites: O 96.25 %').waitFor();
    const canvas = shown.locator('.structure-canvas');
    await page.waitForFunction(() => document.querySelector('.structure-triad line')?.hasAttribute('x2'));
    const { width, height } = (await canvas.boundingBox())!;
    for (const step of [0, 8, -8, 16, -16]) {
      await canvas.hover({ position: { x: width / 2 + step, y: height / 2 + step } });
      if ((await page.getByText('7.7 of 8 ligands on average').count()) > 0) break;
    }
    await page.getByText(/Zr\s0\.85 Y\s0\.15, 7\.7 of 8 ligands on average/).waitFor();
    expect(asked.filter((name) => name.startsWith('Mine'))).toEqual(['MineStructure', 'MineRelations']);
    await shown.getByRole('button', { name: 'Show the query' }).click();
    const dialog = page.getByRole('dialog', { name: 'The queries of this view' });
    await dialog.getByRole('button', { name: 'MineRelations' }).click();
    await dialog.getByText('similarCrystals').first().waitFor();
    expectClean(opened);
  });
});
