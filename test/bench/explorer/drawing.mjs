/** How soon something large is drawn once its answer is there, and how it follows the hand. */

/** Frames of a drag. */
const STEPS = 40;

/**
 * A structure in 3-D.
 * @returns ms from the answer with its atoms to the first picture, and ms for a frame while it is dragged
 */
export async function drawCrystal(browser, url, id) {
  const page = await pageOf(browser);
  await page.addInitScript(noteAnswer, 'query CrystalDrawn');
  await page.goto(`${url}/crystal/${id}`, { waitUntil: 'commit' });
  const drawn = await page.waitForFunction(
    () => {
      const isDrawn = document.querySelector('.structure-triad line')?.hasAttribute('x2') === true;
      return isDrawn && window.answeredAt !== undefined ? performance.now() - window.answeredAt : null;
    },
    null,
    { timeout: 120_000 },
  );
  const milliseconds = Math.round(await drawn.jsonValue());
  await page.waitForLoadState('networkidle');
  const frame = await drag(page, page.locator('.structure-canvas'));
  await page.context().close();
  return { milliseconds, frame };
}

/** Until what a view shows is no longer waited for, from its answer. @param query beginning of the one that it waits for */
export async function drawView(browser, url, path, query, canvas) {
  const page = await pageOf(browser);
  await page.addInitScript(noteAnswer, query);
  await page.goto(url + path, { waitUntil: 'commit' });
  const drawn = await page.waitForFunction(
    (selector) => {
      const isWaiting = document.querySelector('main .skeleton') !== null || document.querySelector(selector) === null;
      return isWaiting || window.answeredAt === undefined ? null : performance.now() - window.answeredAt;
    },
    canvas,
    { timeout: 120_000 },
  );
  const milliseconds = Math.round(await drawn.jsonValue());
  await page.context().close();
  return milliseconds;
}

async function pageOf(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  return await context.newPage();
}

/** In the page: notes when the answer to a query has arrived. */
function noteAnswer(query) {
  const { fetch } = window;
  window.fetch = async (...request) => {
    const response = await fetch(...request);
    if (String(request[1]?.body).includes(query)) {
      void response
        .clone()
        .arrayBuffer()
        .then(() => {
          window.answeredAt = performance.now();
        });
    }
    return response;
  };
}

/** @returns ms for a frame, median */
async function drag(page, canvas) {
  const { x, y, width, height } = await canvas.boundingBox();
  await page.evaluate(() => {
    const note = (now) => {
      window.noted.push(now);
      requestAnimationFrame(note);
    };
    window.noted = [];
    requestAnimationFrame(note);
  });
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 200, y + height / 2 + 80, { steps: STEPS });
  const noted = await page.evaluate(() => window.noted);
  await page.mouse.up();
  const frames = noted.slice(1).map((now, at) => now - noted[at]);
  return Math.round(frames.toSorted((a, b) => a - b)[Math.floor(frames.length / 2)] ?? 0);
}
