import { afterEach, describe, expect, it } from 'vitest';
import type { DualGraph } from '../../src/amdnet/graphs.js';
import { Predictor } from '../../src/pipeline/predictor.js';
import { sampleGraph, tinyModelFile } from '../amdnet/tiny-model.js';
import { temporaryFolder } from '../cli/command.js';

const workerFile = new URL('./prediction-worker.mjs', import.meta.url);
let predictor: Predictor;
afterEach(() => predictor.close());

const graph = (id: string, edges = 0) =>
  ({ id, atoms: { centres: new Uint16Array(edges) }, motifs: { centres: new Uint16Array() } }) as DualGraph;

describe('Predictor', () => {
  it('computes together what is asked for at about the same time', async () => {
    predictor = await Predictor.open({ workerFile });
    const answers = await Promise.all(Array.from({ length: 70 }, (_, i) => predictor.predict(graph(`${i}`))));
    expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 70 }, (_, i) => `${i}`));
    expect(answers[0]).toMatchObject({ together: 64 });
    expect(answers[69]).toMatchObject({ together: 6 });
  });

  it('waits in bulk for as long as crystals come', async () => {
    predictor = await Predictor.open({ workerFile, use: 'bulk' });
    const asked = [];
    for (const id of ['a', 'b', 'c']) {
      asked.push(predictor.predict(graph(id)));
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    expect((await Promise.all(asked))[0]).toMatchObject({ id: 'a', together: 3 });
  });

  it('refuses more than may wait, and takes more afterwards', async () => {
    predictor = await Predictor.open({ workerFile, waiting: 2 });
    const asked = ['a', 'b', 'c'].map((id) => predictor.predict(graph(id)));
    await expect(asked[2]).rejects.toMatchObject({
      reason: 'busy',
      message: expect.stringMatching(/\(2\) are waiting for predictions\. Try/),
    });
    expect(await Promise.all(asked.slice(0, 2))).toMatchObject([{ id: 'a' }, { id: 'b' }]);
    expect(await predictor.predict(graph('d'))).toMatchObject({ id: 'd' });
  });

  it.each([
    ['hang', 'too slow', /took longer than 1 s and was stopped/],
    ['exit', 'broken', /failed/],
    ['throw', 'broken', /failed: a defect/],
  ])('goes on after crystals that cannot be predicted: %s', async (id, reason, message) => {
    predictor = await Predictor.open({ workerFile, timeLimitInSeconds: 1 });
    await expect(predictor.predict(graph(id))).rejects.toMatchObject({
      reason,
      message: expect.stringMatching(message),
    });
    expect(await predictor.predict(graph('next'))).toMatchObject({ id: 'next' });
  });

  it('answers those beside a crystal that cannot be predicted', async () => {
    predictor = await Predictor.open({ workerFile, timeLimitInSeconds: 1 });
    const answers = await Promise.allSettled(
      ['a', 'throw', 'b', 'hang', 'c'].map((id) => predictor.predict(graph(id))),
    );
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });

  it('refuses a crystal that is too large before it is begun', async () => {
    predictor = await Predictor.open({ workerFile });
    await expect(predictor.predict(graph('huge', 150_001))).rejects.toMatchObject({
      reason: 'too large',
      message: 'The crystal is too large for a prediction: its graphs have 150001 edges, and the maximum is 150000.',
    });
  });

  it('gives up what waits for others for too long', async () => {
    predictor = await Predictor.open({ workerFile, timeLimitInSeconds: 1 });
    const hanging = predictor.predict(graph('hang'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const waiting = predictor.predict(graph('a'), 0.1);
    await expect(hanging).rejects.toMatchObject({ reason: 'too slow' });
    await expect(waiting).rejects.toMatchObject({ reason: 'busy', message: expect.stringMatching(/Try again/) });
  });

  it('takes nothing more once it is closed', async () => {
    predictor = await Predictor.open({ workerFile });
    await predictor.close();
    await expect(predictor.predict(graph('late'))).rejects.toMatchObject({ reason: 'broken' });
  });

  it('gives up what waits when it is closed', async () => {
    predictor = await Predictor.open({ workerFile });
    const asked = predictor.predict(graph('a'));
    await Promise.all([expect(asked).rejects.toMatchObject({ reason: 'broken' }), predictor.close()]);
  });

  it('answers with contributions that sum to the difference from the mean', async () => {
    predictor = await Predictor.open({
      file: await tinyModelFile(temporaryFolder()),
      workerFile: new URL('../../dist/pipeline/prediction-worker.js', import.meta.url),
    });
    const prediction = await predictor.predict(await sampleGraph('spinel-MgAl2O4'));
    const { mean } = predictor.model;
    const { atoms, motifs } = prediction.contributions!;
    const sum = (of: 'bandGap' | 'formationEnergyPerAtom' | 'isMetal') =>
      [...atoms, ...motifs].reduce((total, part) => total + part[of], mean[of]);
    expect(sum('bandGap')).toBeCloseTo(prediction.bandGap.value, 4);
    expect(sum('formationEnergyPerAtom')).toBeCloseTo(prediction.formationEnergyPerAtom.value, 4);
    expect(1 / (1 + Math.exp(-sum('isMetal')))).toBeCloseTo(prediction.isMetal, 4);
  });
});
