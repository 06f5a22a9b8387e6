/** The query editor. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOfQuestion, readQuestion } from '../../explorer/src/query/question.js';
import { parseKeys } from '../../src/api/keys.js';
import { temporaryFolder } from '../cli/command.js';
import { expectAccessible, expectClean, inBrowser, type OpenedPage, openPage, serviceUrl } from './browser.js';

const COUNT = '{ statistics { crystals } }';

/** What stands in an editor of the page. Monaco draws spaces as no-break spaces, and only the lines in sight. */
const textOf = async ({ page }: OpenedPage, editor: 'query-editor' | 'response') => {
  const lines = await page.locator(`.graphiql-${editor} .view-line`).allTextContents();
  return lines.map((line) => line.replaceAll('\u00a0', ' ')).join('\n');
};

/** Waited for as long as a busy machine takes. */
const soon = { timeout: 60_000, interval: 250 };

const answers = (opened: OpenedPage, text: string | RegExp) =>
  expect.poll(() => textOf(opened, 'response'), soon).toMatch(text);

const run = ({ page }: OpenedPage) => page.getByRole('button', { name: /^Execute query/ }).click();

const opened = async (address = '/query', opening = {}) => {
  const found = await openPage(address, opening);
  await found.page.locator('.graphiql-query-editor .view-line').first().waitFor();
  return found;
};

async function write({ page }: OpenedPage, query: string): Promise<void> {
  await page.locator('.graphiql-query-editor .view-lines').click();
  // Pasted: what is typed gets closing brackets.
  await page.evaluate((text) => navigator.clipboard.writeText(text), query);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+V');
}

describe('the address of a query', () => {
  const there = ({ query, variables }: { query: string; variables: string }) =>
    readQuestion(new URL(addressOfQuestion({ query, variables }), 'http://localhost'));

  test('brings back the query and its variables', () => {
    for (const question of [
      { query: '{ a(b: "c&d=e #1") }', variables: '' },
      { query: 'query Q($id: ID!) {\n  crystal(id: $id) { id }\n}', variables: '{ "id": "Ti-O:6 + 5%" }' },
    ])
      expect(there(question)).toEqual(question);
    expect(readQuestion({ search: '', hash: '' })).toBeNull();
  });

  test('that is too long for servers stands where it is not sent to them', () => {
    const question = { query: COUNT, variables: JSON.stringify({ text: 'x'.repeat(20_000) }) };
    expect(new URL(addressOfQuestion(question), 'http://localhost').search).toBe('');
    expect(there(question)).toEqual(question);
  });
});

inBrowser('the query editor of a service that asks for keys', () => {
  const KEY = 'key-of-ada-1234567';
  const folder = temporaryFolder();
  let url: string;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const built = new URL('../../dist/index.js', import.meta.url).href;
    const { createServer, openGraph } = (await import(built)) as typeof import('../../src/index.js');
    const graph = await openGraph(folder);
    const server = await createServer({ store: graph, port: 0, keys: parseKeys(`ada:${KEY}`, 'the test') });
    url = server.url;
    close = async () => {
      await server.close();
      await graph.close();
    };
  });
  afterAll(() => close());

  test('asks for one, refuses a wrong one, and keeps the right one for this tab', async () => {
    const editor = await openPage('/mine');
    const { page } = editor;
    await page.goto(new URL(addressOfQuestion({ query: COUNT, variables: '' }), url).href);
    const entry = page.getByLabel('API key');
    await entry.fill('wrong');
    await page.getByRole('button', { name: 'Use the key' }).click();
    await run(editor);
    await answers(editor, /UNAUTHENTICATED/);
    await entry.fill(KEY);
    await page.getByRole('button', { name: 'Use the key' }).click();
    await entry.waitFor({ state: 'hidden' });
    await run(editor);
    await answers(editor, /"crystals": 0/);
    // The schema, too, was asked for again.
    await page.getByRole('button', { name: /Show Documentation/ }).click();
    await page.getByText('All Schema Types').waitFor();
    const kept = await page.evaluate(() => [sessionStorage.getItem('motifgraph-key'), JSON.stringify(localStorage)]);
    expect(kept[0]).toBe(KEY);
    expect(kept[1]).not.toContain(KEY);
    expectClean(editor, /401|other host/);
  });
});

inBrowser('the query editor', () => {
  test('offers the examples, and runs one at a click, beside what is written', async () => {
    const editor = await opened();
    const { page } = editor;
    const examples = (await (await fetch(`${await serviceUrl()}/examples.json`)).json()) as { title: string }[];
    const list = page.getByRole('region', { name: 'Examples' });
    expect(await list.getByRole('button').allTextContents()).toEqual(examples.map(({ title }) => title));
    await list.getByRole('button', { name: 'What the graph holds, counted for a dashboard' }).click();
    await answers(editor, /"data": \{/);
    await list.getByRole('button', { name: examples[0]!.title }).click();
    await expect.poll(() => textOf(editor, 'query-editor'), soon).toContain(examples[0]!.title);
    expect(await page.locator('.graphiql-tab').count()).toBe(1);
    await answers(editor, /Ti-O:6/);
    await write(editor, COUNT);
    await expect.poll(() => page.url(), soon).toContain('statistics');
    await list.getByRole('button', { name: examples[0]!.title }).click();
    expect(await page.locator('.graphiql-tab').count()).toBe(2);
    expectClean(editor);
  });

  test('runs a query with its variables from a link; the address follows what is written, and is copied', async () => {
    const query = 'query Pair($ids: [ID!]!) { crystalsById(ids: $ids) { formula } }';
    const editor = await opened(addressOfQuestion({ query, variables: '{"ids": ["rutile-TiO2"]}' }));
    const { page } = editor;
    await run(editor);
    await answers(editor, /"formula": "TiO2"/);
    await page.getByText(/^\d+ ms · \d+ bytes$/).waitFor();
    await write(editor, COUNT);
    await expect.poll(() => readQuestion(new URL(page.url()))?.query, soon).toBe(COUNT);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(readQuestion(new URL(link))?.query).toBe(COUNT);
    expect(link).toBe(page.url());
    const colleague = await opened(link.slice((await serviceUrl()).length));
    await expect.poll(() => textOf(colleague, 'query-editor'), soon).toBe(COUNT);
    expectClean(editor);
    expectClean(colleague);
  });

  test('completes what is typed from the schema, and tells what is wrong', async () => {
    const editor = await opened('/query?query=%7B+%7D');
    const { page } = editor;
    await page.getByRole('button', { name: /Show Documentation/ }).click();
    await page.getByText('All Schema Types').waitFor();
    await write(editor, '{ statist');
    // The editor's worker may still be at reading the schema.
    const offers = async () => {
      await page.keyboard.press('Control+Space');
      return page.locator('.suggest-widget.visible .monaco-list-row').allTextContents();
    };
    await expect.poll(offers, { ...soon, interval: 1000 }).toEqual([expect.stringContaining('statistics')]);
    await page.keyboard.press('Escape');
    await write(editor, '{ statistics { crystal } }');
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    await run(editor);
    await answers(editor, /Cannot query field \\?"crystal/);
    await page.getByText(/· 1 error$/).waitFor();
    expectClean(editor, /status 400|status of 400/);
  });

  test('keeps a history', async () => {
    const editor = await opened(
      addressOfQuestion({ query: 'query Counted { statistics { crystals } }', variables: '' }),
    );
    const { page } = editor;
    await run(editor);
    await answers(editor, /"crystals": 176/);
    await page.getByRole('button', { name: /Show History/ }).click();
    await page.locator('.graphiql-plugin').getByText('Counted').waitFor();
    expectClean(editor);
  });

  test('links back to the views, and is light or dark as they are', async () => {
    const editor = await opened('/query', { dark: true });
    const { page } = editor;
    const isDark = () => page.evaluate(() => document.body.classList.contains('graphiql-dark'));
    expect(await isDark()).toBe(true);
    await expectAccessible(editor);
    await page.getByRole('button', { name: 'Light theme' }).click();
    await expect.poll(isDark, soon).toBe(false);
    await expectAccessible(editor);
    const views = page.getByRole('navigation', { name: 'Views' });
    expect(await views.locator('[aria-current=page]').allTextContents()).toEqual(['Query']);
    await views.getByRole('link', { name: 'Crystals' }).click();
    await page.waitForURL(/\/crystals$/);
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
    expectClean(editor);
  });

  test('stands in one column on a phone', async () => {
    const editor = await opened('/query', { size: [390, 844] });
    const { page } = editor;
    await page.getByRole('region', { name: 'Examples' }).getByRole('button').first().click();
    await answers(editor, /"data": \{/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const query = (await page.locator('.graphiql-query-editor').boundingBox())!;
    const answer = (await page.locator('.graphiql-response').boundingBox())!;
    expect(answer.y).toBeGreaterThan(query.y + query.height - 1);
    expectClean(editor);
  });
});
