/** The page of a crystal, on the sample. */
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { addressOf, expectAccessible, expectClean, inBrowser, openPage } from './browser.js';

const cellsOf = (row: Locator) => row.getByRole('cell').allInnerTexts();

inBrowser('the page of a crystal', () => {
  test('says what the crystal is, in head, words and tables', async () => {
    const opened = await openPage('/crystal/andalusite-Al2SiO5');
    const { page } = opened;
    const head = page.locator('.crystal-head');
    await head.getByText('7.798').waitFor();
    expect(await head.textContent()).toMatch(/Pnnm.*\(58\).*orthorhombic/s);
    expect(await head.getByRole('heading', { level: 1 }).innerHTML()).toContain('Al<sub>2</sub>SiO<sub>5</sub>');
    const words = page.getByRole('region', { name: 'In words' });
    expect(await words.locator('p').first().innerHTML()).toContain('SiO<sub>4</sub> tetrahedra');
    const sites = page.getByRole('region', { name: 'Sites' });
    expect(await sites.getByRole('row').count()).toBe(4);
    expect(await cellsOf(sites.getByRole('row', { name: /Al2/ }))).toEqual(
      expect.arrayContaining([expect.stringMatching(/trig. bipyramid/), '1.80', '1.836']),
    );
    const nets = page.getByRole('region', { name: 'Nets' });
    await nets.getByRole('row', { name: /AlO6.*edges.*chains along c.*1-D/s }).waitFor();
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('a picked site shows its bonds and what it shares, and stands in the address', async () => {
    const opened = await openPage('/crystal/andalusite-Al2SiO5');
    const { page } = opened;
    await page.getByRole('region', { name: 'Sites' }).getByRole('row', { name: /^Al2/ }).click();
    const picked = page.getByRole('region', { name: /^Al2/ });
    await picked.getByText('shares 1 edge, 8 corners').waitFor();
    expect(addressOf(opened)).toBe('/crystal/andalusite-Al2SiO5?site=1');
    expect(await picked.getByRole('img', { name: /Bond lengths/ }).getAttribute('aria-label')).toMatch(/1\.8\d\d/);
    const connections = page.getByRole('region', { name: 'Connections' });
    expect(await cellsOf(connections.getByRole('row', { name: /1 edge/ }))).toEqual([
      expect.stringContaining('1 edge'),
      expect.stringContaining('Al2'),
      '2.99',
      '106.0',
    ]);
    await connections.getByRole('button', { name: 'Site Si3' }).press('Enter');
    await page.getByRole('region', { name: /^Si3/ }).waitFor();
    await page.goBack();
    await picked.waitFor();
    expectClean(opened);
  });

  test('a link restores the picked site, the basis of likeness and the columns', async () => {
    const opened = await openPage('/crystal/rutile-TiO2?site=0&by=chemistry&columns=csm,bvs');
    const { page } = opened;
    await page.getByRole('region', { name: /^Ti1/ }).waitFor();
    const sites = page.getByRole('region', { name: 'Sites' });
    expect(await sites.getByRole('columnheader').allInnerTexts()).toEqual([
      'Site',
      'Motif',
      'Wyckoff',
      'CSM',
      'BVS, v.u.',
    ]);
    const similar = page.getByRole('region', { name: 'Similar crystals' });
    expect(await similar.locator('[aria-pressed=true]').textContent()).toBe('Chemistry');
    await similar.getByRole('link', { name: /anatase-TiO2/ }).waitFor();
    await similar.getByRole('button', { name: 'Framework' }).click();
    await similar
      .getByRole('link', { name: /pyrolusite-MnO2|cassiterite-SnO2|argutite-GeO2/ })
      .first()
      .waitFor();
    expect(addressOf(opened)).toBe('/crystal/rutile-TiO2?site=0&columns=csm,bvs');
    expectClean(opened);
  });

  test('columns are chosen, and a net is lit from the table', async () => {
    const opened = await openPage('/crystal/rutile-TiO2');
    const { page } = opened;
    await page.getByRole('button', { name: 'Choose columns' }).click();
    await page.getByRole('checkbox', { name: /Effective coordination number/ }).check();
    await page.getByRole('columnheader', { name: 'ECoN' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('region', { name: 'Choose columns' }).count()).toBe(0);
    await page.getByRole('region', { name: 'Nets' }).getByRole('row', { name: /edges/ }).first().click();
    expect(new URL(page.url()).searchParams.get('net')).toBe('edge');
    expectClean(opened);
  });

  test('the bars of a prediction sum to it', async () => {
    const opened = await openPage('/crystal/andalusite-Al2SiO5');
    const { page } = opened;
    const predicted = page.getByRole('region', { name: 'Predicted' });
    const bars = predicted.getByRole('table', { name: /Contributions in eV/ });
    await bars.waitFor();
    const numberOf = (text: string) => Number(text.replace('−', '-'));
    const values = (await bars.getByRole('cell').allInnerTexts()).map(numberOf);
    const whole = values.pop()!;
    expect(values.length).toBeGreaterThan(4);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) - whole)).toBeLessThan(0.05);
    expect(await predicted.textContent()).toContain(`${whole.toFixed(2)} eV`);
    await predicted.getByRole('button', { name: 'Metal' }).click();
    await predicted.getByRole('table', { name: /log-odds/ }).waitFor();
    expectClean(opened);
  });

  test('the structure is saved as a file', async () => {
    const opened = await openPage('/crystal/rutile-TiO2');
    const { page } = opened;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CIF' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('rutile-TiO2.cif');
    expect(readFileSync(await download.path(), 'utf8')).toContain('_cell_length_a');
    expectClean(opened);
  });

  test('an unknown crystal is told in the words of the API', async () => {
    const opened = await openPage('/crystal/no-such-crystal');
    const { page } = opened;
    await page.getByRole('alert').getByText('The graph has no crystal "no-such-crystal"').waitFor();
    await page.getByRole('alert').getByText('UNKNOWN_ID').waitFor();
    await expectAccessible(opened);
    await page.getByRole('link', { name: 'All crystals' }).click();
    expect(addressOf(opened)).toBe('/crystals');
    expectClean(opened);
  });

  test('molecular units and ambiguous sites are told', async () => {
    const opened = await openPage('/crystal/calcite-CaCO3');
    const { page } = opened;
    await page
      .getByRole('region', { name: 'Molecular units' })
      .getByRole('row', { name: /CO3.*carbonate/s })
      .waitFor();
    await page.goto(page.url().replace('calcite-CaCO3', 'montroydite-HgO'));
    await page.getByRole('row', { name: /ambiguous/ }).waitFor();
    expectClean(opened);
  });

  test('on a phone, in the dark: one part at a time, nothing wider than the screen', async () => {
    const opened = await openPage('/crystal/perovskite-SrTiO3', { size: [390, 844], dark: true });
    const { page } = opened;
    await page.getByRole('region', { name: 'In words' }).waitFor();
    expect(await page.getByRole('region', { name: 'Sites' }).isVisible()).toBe(false);
    await page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: 'Sites' }).click();
    await page.getByRole('region', { name: 'Sites' }).waitFor();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('sites');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    const dock = await page.getByRole('button', { name: 'Use as pattern' }).boundingBox();
    expect(dock!.height).toBeGreaterThanOrEqual(44);
    expect(dock!.y + dock!.height).toBeLessThanOrEqual(844);
    await expectAccessible(opened);
    expectClean(opened);
  });
});
