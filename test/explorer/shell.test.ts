/** What stands around every view. */
import { expect, test } from 'vitest';
import { addressOf, expectAccessible, expectClean, inBrowser, openPage } from './browser.js';

inBrowser('the shell', () => {
  test('names the views, marks the open one, and tells how many crystals there are', async () => {
    const opened = await openPage('/');
    const { page } = opened;
    const views = page.getByRole('navigation', { name: 'Views' });
    expect(await views.getByRole('link').allTextContents()).toEqual([
      'Crystals',
      'Motifs',
      'Connections',
      'Map',
      'Pattern',
      'My structure',
      'Query',
    ]);
    await page.getByRole('banner').getByText('176').waitFor();
    await views.getByRole('link', { name: 'My structure' }).click();
    await page.waitForURL(/\/mine$/);
    expect(await views.locator('[aria-current=page]').allTextContents()).toEqual(['My structure']);
    expectClean(opened);
  });

  test('is light or dark as the system is, until somebody chooses; the choice stays', async () => {
    const opened = await openPage('/mine', { dark: true });
    const { page } = opened;
    const theme = () => page.evaluate(() => document.documentElement.dataset['theme']);
    expect(await theme()).toBe('dark');
    await expectAccessible(opened);
    await page.getByRole('button', { name: 'Light theme' }).click();
    expect(await theme()).toBe('light');
    await expectAccessible(opened);
    await page.reload();
    await page.getByRole('button', { name: 'Dark theme' }).waitFor();
    expect(await theme()).toBe('light');
    expectClean(opened);
  });

  test('a keyboard comes past the header in one step', async () => {
    const { page } = await openPage('/mine');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('content');
  });

  test('a view that a link opens begins at its start', async () => {
    const opened = await openPage('/crystals');
    const { page } = opened;
    await page.locator('tbody tr').last().scrollIntoViewIfNeeded();
    await page.locator('tbody tr').last().getByRole('link').first().click();
    await page.waitForURL(/\/(crystal|motif)\//);
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    expectClean(opened);
  });

  test('an address without a view says so, and leads back', async () => {
    const opened = await openPage('/crystal/no/view');
    const { page } = opened;
    await page.getByText('There is nothing at this address').waitFor();
    await page.getByRole('link', { name: 'Start page' }).click();
    await page.waitForURL(/\/$/);
    expectClean(opened);
  });

  test('on a phone the views stand behind a button, large enough for a thumb', async () => {
    const opened = await openPage('/mine', { size: [390, 844] });
    const { page } = opened;
    const link = page.getByRole('link', { name: 'Pattern', exact: true });
    expect(await link.isVisible()).toBe(false);
    const menu = page.getByRole('banner').getByRole('button', { name: 'Views' });
    expect((await menu.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await menu.click();
    expect((await link.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await link.click();
    await link.waitFor({ state: 'hidden' });
    expect(addressOf(opened)).toBe('/pattern');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expectClean(opened);
  });
});
