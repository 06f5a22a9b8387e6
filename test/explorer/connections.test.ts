/** Who connects to whom. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addressOf, expectAccessible, expectClean, inBrowser, openPage } from './browser.js';

const matrix = (page: Page) => page.getByRole('application', { name: /^Who connects to whom/ });

/** Whether anything is drawn. */
function isDrawn(page: Page): Promise<boolean> {
  return matrix(page)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size > 20;
    });
}

inBrowser('who connects to whom', () => {
  test('draws the matrix; a cell tells its pair and is picked with the pointer', async () => {
    const opened = await openPage('/connections?sort=frequency');
    const { page } = opened;
    await page.getByText('48 of 121 motifs').waitFor();
    await matrix(page).waitFor();
    expect(await isDrawn(page)).toBe(true);
    // The last row and column: the rarest of these motifs.
    const { width, height } = (await matrix(page).boundingBox())!;
    const at = { x: width - 7, y: height - 7 };
    await matrix(page).hover({ position: at });
    await page.getByRole('tooltip').getByText('with itself').waitFor();
    await matrix(page).click({ position: at });
    await page.waitForURL(/pick=Cd-O:6,Cd-O:6/);
    await page.getByRole('heading', { name: 'Crystals where they meet' }).waitFor();
    await expectAccessible(opened);
    expectClean(opened);
  });

  test('the arrow keys move, Enter picks, plus enlarges, Escape drops the pick', async () => {
    const opened = await openPage('/connections?sort=frequency&n=24');
    const { page } = opened;
    await matrix(page).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('SiO4 and AlO6: corners, 9 crystals').waitFor({ state: 'attached' });
    await page.keyboard.press('Enter');
    await page.waitForURL(/pick=Si-T:4,Al-O:6/);
    await page.getByRole('link', { name: '9 crystals where they share corners' }).waitFor();
    await page.keyboard.press('+');
    await page.waitForURL(/zoom=1\.5,/);
    await page.getByRole('button', { name: 'Whole matrix' }).click();
    await page.keyboard.press('Escape');
    await page.getByText('No pair picked').waitFor();
    expect(addressOf(opened)).toBe('/connections?sort=frequency&n=24');
    expectClean(opened);
  });

  test('a link restores kind, filters, pick and table; the numbers open the crystals', async () => {
    const opened = await openPage('/connections?kind=face&count=connections&shape=O:6&as=table&pick=Ti-O:6,Ti-O:6');
    const { page } = opened;
    await page.getByRole('button', { name: 'Face', exact: true, pressed: true }).waitFor();
    const table = page.getByRole('table', { name: /^Pairs of motifs/ });
    await table.waitFor();
    // Its options come with the answer.
    await expect.poll(() => page.getByRole('combobox', { name: /^Shape/ }).inputValue()).toBe('O:6');
    const picked = table.locator('tr[aria-current]');
    expect((await picked.locator('td').allInnerTexts()).slice(2)).toEqual(['80', '27', '2']);
    await expectAccessible(opened);
    await page.getByRole('link', { name: '1 crystal where they share faces' }).click();
    await page.waitForURL(/\/crystals\?/);
    const filter = new URL(page.url()).searchParams.get('filter') ?? '';
    expect(JSON.parse(filter)).toEqual({
      connections: { some: { from: { motifs: ['Ti-O:6'] }, to: { motifs: ['Ti-O:6'] }, kind: ['FACE'] } },
    });
  });

  test('the enlarged part stands in the address', async () => {
    const opened = await openPage('/connections?zoom=4,0.25,0.5');
    const { page } = opened;
    await page.getByRole('button', { name: 'Whole matrix' }).waitFor();
    expect(await matrix(page).locator('canvas').getAttribute('data-zoom')).toBe('4');
    await page.getByRole('button', { name: 'Whole matrix' }).click();
    await expect.poll(() => addressOf(opened)).toBe('/connections');
    expectClean(opened);
  });

  test('a filter that leaves nothing says so, and is dropped', async () => {
    const opened = await openPage('/connections?element=Ti&shape=TL:3');
    const { page } = opened;
    await page.getByRole('button', { name: 'Drop shape trigonal plane' }).click();
    await matrix(page).waitFor();
    expect(addressOf(opened)).toBe('/connections?element=Ti');
    expectClean(opened);
  });

  test('the pairs as a file', async () => {
    const opened = await openPage('/connections?n=24');
    const { page } = opened;
    await matrix(page).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('connections.csv');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    expect(text).toMatch(/^motif,other,corner_crystals,corner_connections,/);
    expect(text).toContain('Al-O:6,Si-T:4,9,256,');
  });

  test('fits a small screen, in the dark', async () => {
    const opened = await openPage('/connections', { size: [390, 844], dark: true });
    const { page } = opened;
    await matrix(page).waitFor();
    expect(await isDrawn(page)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(opened);
    expectClean(opened);
  });
});
