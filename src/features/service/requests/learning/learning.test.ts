/** Suggestions are learned from what a county has answered, and shown to who handles a request. */
import { beforeAll, describe, expect, test } from 'vitest';
import { jobById } from '#features/base/jobs/contract.ts';
import { useApp } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { plantNode, type Node } from '#test/harness/tree.ts';
import { plantRequest } from '../factory.ts';
import { setDuty } from '../duties/contract.ts';
import { learningState, requestSuggestions, startLearning } from './contract.ts';
import { generateRequests } from './factory.ts';

const server = useApp({ poolSize: 12 });

let village: Node;
let traffic: Node;
let officer: Client;
let clerk: Client;
let handler: Client;

const plant = (text: string, category: string, unit: Node, state: 'closed' | 'received' | 'taken' = 'closed') =>
  server.current.write((tx) => plantRequest(tx, server.current.county, { unit, area: village, text, category, state }));
const ended = async (jobId: string) => {
  const job = () => officer.call(jobById, { params: { id: jobId } });
  await expect.poll(async () => (await job()).finishedAt, { timeout: 20_000 }).not.toBeNull();
  return job();
};
const learn = async () => ended((await officer.call(startLearning, { body: {} })).jobId);
const suggest = (id: string, who = clerk) => who.call(requestSuggestions, { params: { id } });

beforeAll(async () => {
  const { as, tree, write } = server.current;
  village = await write((tx) => plantNode(tx, 'village', tree.townshipA, '浦口村'));
  traffic = await write((tx) => plantNode(tx, 'government_department', tree.county, '交通局'));
  officer = await as('county_officer');
  clerk = await as('department_handler', { at: village });
  handler = await as('department_handler', { at: traffic });
  server.current.work();
});

// Each builds on what the one before has made.
describe('suggestions', { shuffle: false }, () => {
  test('are none before anything was learned, and too few requests teach nothing', async () => {
    const { id } = await plant('村口路灯坏了三盏', 'other', village, 'received');
    expect(await suggest(id)).toMatchObject({ categories: [], units: [], measured: [], duty: null, similar: [] });
    expect(await learn()).toMatchObject({ state: 'failed', error: { code: 'refused' } });
    const state = await officer.call(learningState, {});
    expect(state).toMatchObject({ models: [], examples: 0, running: null });
  });

  test('are learned from what was answered, with what was measured on the newest fifth', async () => {
    const { write, county } = server.current;
    await write(async (tx) => {
      for (const { text, category } of generateRequests(900, 5)) {
        const unit = category.startsWith('roads') ? traffic : village;
        await plantRequest(tx, county, { unit, area: village, text, category, state: 'closed' });
      }
    });
    expect(await learn()).toMatchObject({ state: 'done', result: { models: 2, requests: 900 } });
    const { models, examples } = await officer.call(learningState, {});
    expect(examples).toBe(900);
    expect(models.map(({ kind }) => kind).toSorted()).toEqual(['category', 'unit']);
    for (const { trainedOn, testedOn, accuracy, usual, kind } of models) {
      expect([trainedOn, testedOn]).toEqual([900, 180]);
      expect(accuracy, kind).toBeGreaterThan(kind === 'category' ? usual + 0.2 : usual - 0.02);
    }
  });

  test('name category and unit with the words that weighed most, and route nothing', async () => {
    const { id } = await plant('桥头的路灯晚上不亮，看不见路', 'other', village, 'taken');
    const { categories, units, measured } = await suggest(id);
    expect(categories[0]?.code).toMatch(/^roads/);
    expect(categories[0]?.words).toContain('路灯');
    expect(units[0]?.name).toBe('交通局');
    expect(measured.map(({ kind }) => kind).toSorted()).toEqual(['category', 'unit']);
    expect((await officer.call(requestSuggestions, { params: { id } })).categories[0]?.code).toBe(categories[0]?.code);
  });

  test('never lead a county department to give something down, and stay within the own range', async () => {
    const { id } = await plant('桥头的路灯晚上不亮，看不见路', 'roads', traffic, 'taken');
    const { units, similar } = await suggest(id, handler);
    expect(units.map(({ name }) => name)).not.toContain('浦口村');
    expect(similar.every(({ unitName }) => unitName === '交通局')).toBe(true);
    const stranger = await clerk.raw(requestSuggestions, { params: { id } });
    expect(stranger.status).toBe(404);
  });

  test('show others like it, open ones first, and what the catalogue says', async () => {
    const reason = '公共照明由交通局管护';
    await officer.call(setDuty, { body: { category: 'roads.lights', level: 'unit', unitId: traffic.id, reason } });
    const twin = await plant('广场旁边那个健身器材螺丝松了要换', 'roads.lights', village, 'received');
    const { id } = await plant('广场健身器材螺丝松了', 'roads.lights', village, 'received');
    const { similar, duty } = await suggest(id);
    expect(similar[0]).toMatchObject({ id: twin.id, words: expect.arrayContaining(['健身器材']) as string[] });
    expect(duty).toEqual({ unitId: traffic.id, unitName: '交通局', reason });
  });

  test('lie in the database sealed', async () => {
    const { county, system } = server.current;
    const rows = await county.read(system).selectFrom('request_model').select('sealed').execute();
    expect(rows.length).toBe(2);
    expect(rows.some(({ sealed }) => sealed.includes(Buffer.from('路灯')))).toBe(false);
  });
});
