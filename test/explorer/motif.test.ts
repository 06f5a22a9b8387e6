/** The page of a motif. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addressOf, expectAccessible, expectClean, inBrowser, openPage } from './browser.js';

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const crystals = (page: Page) => page.getByRole('region', { name: /^Crystals/ });
const rows = (page: Page) => crystals(page).getByRole('table').locator('tbody tr');
const ends = (page: Page, name: string) => page.getByRole('spinbutton', { name });

inBrowser('the page of a motif', () => {
  test('shows what it connects to, how its sites are spread, what is like it and its crystals', async () => {
    const opened = await openPage('/motif/Ti-O:6');
    const { page } = opened;
    await page.getByRole('heading', { level: 1, name: 'TiO6' }).waitFor();
    await page.getByText('Shares ligands with 11 other motifs.').waitFor();
    await page.getByText('⟨Ti–O⟩ ± 0.069').waitFor();
    const partners = region(page, 'Connects to').getByRole('row');
    const own = partners.filter({ hasText: 'with itself' });
    await own.waitFor();
    expect(await own.getByRole('cell').allInnerTexts()).toEqual(['11', '6', '1']);
    await page.getByRole('img', { name: /^Mean Ti–O, Å: 40 from/ }).waitFor();
    await region(page, 'Similar motifs').getByRole('link', { name: /VO6/ }).waitFor();
    await page.getByRole('img', { name: /^Map of \d+ motifs/ }).waitFor();
    await rows(page).first().waitFor();
    expect(await rows(page).count()).toBe(15);
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('a range filters the other histograms and the crystals, and stands in the address', async () => {
    const opened = await openPage('/motif/Ti-O:6');
    const { page } = opened;
    const figure = page.getByRole('img', { name: /^Mean Ti–O, Å/ });
    await figure.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await figure.boundingBox())!;
    await page.mouse.move(x + 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.2, y + height / 2);
    await page.mouse.move(x + width * 0.4, y + height / 2);
    await page.mouse.up();
    await page.waitForURL(/[?&]d=[\d.]+\.\.[\d.]+/);
    await page.goBack();
    await page.waitForURL(/\/motif\/Ti-O:6$/);
    await page.goForward();
    await ends(page, 'Mean Ti–O, Å, at least').fill('1.94');
    await ends(page, 'Mean Ti–O, Å, at least').blur();
    await ends(page, 'Mean Ti–O, Å, at most').fill('1.98');
    await ends(page, 'Mean Ti–O, Å, at most').blur();
    await page.getByText('29 sites in 9 crystals chosen, of 40').waitFor();
    await crystals(page).getByRole('link', { name: '9 of 15' }).waitFor();
    expect(addressOf(opened)).toBe('/motif/Ti-O:6?d=1.94..1.98');
    await page.getByRole('img', { name: /continuous symmetry measure: 29 from/ }).waitFor();
    await page.getByRole('button', { name: 'Drop ⟨Ti–O⟩ 1.94–1.98 Å' }).click();
    await crystals(page).getByRole('link', { name: '15', exact: true }).waitFor();
    expect(addressOf(opened)).toBe('/motif/Ti-O:6');
    expectClean(opened);
  });

  test('a link restores ranges, order and the view as circle; a ribbon opens its crystals', async () => {
    const opened = await openPage('/motif/Ti-O:6?connects=chord&angle=edge:90..100&sort=-gap');
    const { page } = opened;
    await page.getByText('24 sites in 7 crystals chosen, of 40').waitFor();
    await page.getByRole('button', { name: 'Drop edge 90–100°' }).waitFor();
    await page.getByRole('columnheader', { name: 'Gap, eV' }).and(page.locator('[aria-sort="descending"]')).waitFor();
    const gaps = (await rows(page).locator('td:nth-child(5)').allInnerTexts()).map(Number);
    expect(gaps).toEqual([...gaps].sort((a, b) => b - a));
    const ribbon = page.getByRole('link', { name: 'SiO4: corners, 2 crystals' });
    await expectAccessible(opened);
    await ribbon.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/crystals\?/);
    const filter = new URL(page.url()).searchParams.get('filter') ?? '';
    expect(JSON.parse(filter)).toEqual({
      connections: { some: { from: { motifs: ['Ti-O:6'] }, to: { motifs: ['Si-T:4'] }, kind: ['CORNER'] } },
    });
  });

  test('values of an address that mean nothing are those of a new page', async () => {
    const opened = await openPage('/motif/Ti-O:6?count=x&connects=constructor&by=z');
    await region(opened.page, 'Connects to').getByRole('row').filter({ hasText: 'with itself' }).waitFor();
    expectClean(opened);
  });

  test('a formula that means one motif leads to it; of one that means several, the API says which', async () => {
    const opened = await openPage('/motif/TiO6?connects=chord');
    const { page } = opened;
    await page.getByText('Shares ligands with 11 other motifs.').waitFor();
    expect(addressOf(opened)).toBe('/motif/Ti-O:6?connects=chord');
    await page.goto(new URL('/motif/BaO12', page.url()).href);
    await page.getByText('The graph has no motif "BaO12". Did you mean').waitFor();
    await page.locator('a.chip[href="/motif/Ba-C:12"]').click();
    await page.getByRole('heading', { level: 1, name: 'BaO12' }).waitFor();
    expect(addressOf(opened)).toBe('/motif/Ba-C:12');
    expectClean(opened);
  });

  test('fits a small screen, in the dark', async () => {
    const opened = await openPage('/motif/Ti-O:6', { size: [390, 844], dark: true });
    const { page } = opened;
    await rows(page).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(opened);
    expectClean(opened);
  });
});
