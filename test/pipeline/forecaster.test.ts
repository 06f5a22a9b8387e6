import { afterEach, describe, expect, it } from 'vitest';
import type { DualGraph } from '../../src/amdnet/graphs.js';
import { Forecaster } from '../../src/pipeline/forecaster.js';
import { sampleGraph, tinyModelFile } from '../amdnet/tiny-model.js';
import { temporaryFolder } from '../cli/command.js';

const workerFile = new URL('./forecast-worker.mjs', import.meta.url);
let forecaster: Forecaster;
afterEach(() => forecaster.close());

const graph = (id: string, edges = 0) =>
  ({ id, atoms: { centres: new Uint16Array(edges) }, motifs: { centres: new Uint16Array() } }) as DualGraph;

describe('Forecaster', () => {
  it('computes together what is asked for at about the same time', async () => {
    forecaster = await Forecaster.open({ workerFile });
    const answers = await Promise.all(Array.from({ length: 70 }, (_, i) => forecaster.predict(graph(`${i}`))));
    expect(answers.map(({ id }) => id)).toEqual(Array.from({ length: 70 }, (_, i) => `${i}`));
    expect(answers[0]).toMatchObject({ together: 64 });
    expect(answers[69]).toMatchObject({ together: 6 });
  });

  it('refuses more than may wait, and takes more afterwards', async () => {
    forecaster = await Forecaster.open({ workerFile, waiting: 2 });
    const asked = ['a', 'b', 'c'].map((id) => forecaster.predict(graph(id)));
    await expect(asked[2]).rejects.toMatchObject({ reason: 'busy', message: expect.stringMatching(/as may: 2\. Try/) });
    expect(await Promise.all(asked.slice(0, 2))).toMatchObject([{ id: 'a' }, { id: 'b' }]);
    expect(await forecaster.predict(graph('d'))).toMatchObject({ id: 'd' });
  });

  it.each([
    ['hang', 'too slow', /took longer than 1 s and was stopped/],
    ['exit', 'broken', /broke down/],
    ['throw', 'broken', /broke down: a defect/],
  ])('goes on after crystals that cannot be predicted: %s', async (id, reason, message) => {
    forecaster = await Forecaster.open({ workerFile, timeLimitInSeconds: 1 });
    await expect(forecaster.predict(graph(id))).rejects.toMatchObject({
      reason,
      message: expect.stringMatching(message),
    });
    expect(await forecaster.predict(graph('next'))).toMatchObject({ id: 'next' });
  });

  it('answers those beside a crystal that cannot be predicted', async () => {
    forecaster = await Forecaster.open({ workerFile, timeLimitInSeconds: 1 });
    const answers = await Promise.allSettled(
      ['a', 'throw', 'b', 'hang', 'c'].map((id) => forecaster.predict(graph(id))),
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
    forecaster = await Forecaster.open({ workerFile });
    await expect(forecaster.predict(graph('huge', 150_001))).rejects.toMatchObject({
      reason: 'too large',
      message: 'The crystal is too large for a prediction: its graphs have 150001 edges, and the maximum is 150000.',
    });
  });

  it('gives up what waits for others for too long', async () => {
    forecaster = await Forecaster.open({ workerFile, timeLimitInSeconds: 1 });
    const hanging = forecaster.predict(graph('hang'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const waiting = forecaster.predict(graph('a'), 0.1);
    await expect(hanging).rejects.toMatchObject({ reason: 'too slow' });
    await expect(waiting).rejects.toMatchObject({ reason: 'busy', message: expect.stringMatching(/Try again/) });
  });

  it('takes nothing more once it is closed', async () => {
    forecaster = await Forecaster.open({ workerFile });
    await forecaster.close();
    await expect(forecaster.predict(graph('late'))).rejects.toMatchObject({ reason: 'broken' });
  });

  it('gives up what waits when it is closed', async () => {
    forecaster = await Forecaster.open({ workerFile });
    const asked = forecaster.predict(graph('a'));
    await Promise.all([expect(asked).rejects.toMatchObject({ reason: 'broken' }), forecaster.close()]);
  });

  it('answers with contributions that sum to the difference from the mean', async () => {
    forecaster = await Forecaster.open({
      file: await tinyModelFile(temporaryFolder()),
      workerFile: new URL('../../dist/pipeline/forecast-worker.js', import.meta.url),
    });
    const prediction = await forecaster.predict(await sampleGraph('spinel-MgAl2O4'));
    const { mean } = forecaster.model;
    const { atoms, motifs } = prediction.contributions!;
    const sum = (of: 'bandGap' | 'formationEnergyPerAtom' | 'isMetal') =>
      [...atoms, ...motifs].reduce((total, part) => total + part[of], mean[of]);
    expect(sum('bandGap')).toBeCloseTo(prediction.bandGap.value, 4);
    expect(sum('formationEnergyPerAtom')).toBeCloseTo(prediction.formationEnergyPerAtom.value, 4);
    expect(1 / (1 + Math.exp(-sum('isMetal')))).toBeCloseTo(prediction.isMetal, 4);
  });
});
