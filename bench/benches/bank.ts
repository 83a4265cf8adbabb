/**
 * A file of 10,000 questions, one in ten of which repeats another in other words, and one in twenty of which only looks alike: how long
 * reading and writing take, how many of the repeated ones are shown to somebody, how many others are shown in vain, and how many are
 * left out although they are questions of their own. Then the same file once more, against the bank.
 */
import { mkdtempSync, rmSync, createWriteStream, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { commitBank, uploadBank } from '#features/education/bank/import/contract.ts';
import type { Alike } from '#features/education/bank/import/judging/commands.ts';
import { readBankFile } from '#features/education/bank/import/reading/jobs.ts';
import type { RowState } from '#features/education/bank/import/rules.ts';
import { sheetColumns, sheetRow } from '#features/education/bank/taking/rules.ts';
import { systemScope } from '#platform/access/scope.ts';
import { writeSheet } from '#platform/sheets/write.ts';
import { openWorld, type Actor, type World } from '../../test/access/world.ts';
import { prepareTemplate, startTestServer } from '../../test/harness/server.ts';
import { generateQuestions, type Made } from '../parts/questions.ts';
import type { Outcome } from '../report.ts';

const bounds = { readSeconds: 30, writeSeconds: 10, found: 0.97, inVain: 0.01 } as const;

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const seconds = (since: number): number => (performance.now() - since) / 1_000;

const writeFile = async (path: string, questions: readonly Made[]): Promise<void> => {
  const rows = questions.map((question) =>
    sheetRow({
      ...question,
      explanation: '',
      level: 2,
      category: '支部工作',
      topic: '',
      source: '',
      licence: '',
    }),
  );
  await writeSheet(createWriteStream(path), {
    sheetName: '题库',
    columns: sheetColumns.map((title) => ({ title })),
    rows,
  });
};

interface Row {
  readonly seq: number;
  readonly state: RowState;
  readonly alike: readonly Alike[];
}

const imported = async (world: World, { client }: Actor, content: Buffer) => {
  const { county } = world;
  const { id } = await client.upload(uploadBank, {}, { name: '题库.xlsx', content });
  const scope = systemScope(county.entry.code, 'bench');
  const [since, cpu] = [performance.now(), process.cpuUsage()];
  await readBankFile({
    id,
    county,
    scope,
    payload: { importId: id },
    signal: new AbortController().signal,
    progress: () => Promise.resolve(),
  });
  const took = seconds(since);
  const used = process.cpuUsage(cpu);
  const { rows } = await sql<Row>`
    select seq, state, alike from bank_import_row where import_id = ${id}::uuid order by seq`.execute(
    county.read(scope),
  );
  return { id, took, cpu: (used.user + used.system) / 1e6, rows };
};

const judged = (questions: readonly Made[], rows: readonly Row[]) => {
  const marked = rows.map((row, at) => ({ row, question: questions[at] }));
  const repeated = marked.filter(({ question }) => question?.repeats !== null);
  const own = marked.filter(({ question }) => question?.repeats === null);
  const isShown = ({ row }: { row: Row }): boolean => row.state === 'near' || row.state === 'same';
  const points = ({ row, question }: (typeof marked)[number]): boolean =>
    isShown({ row }) && row.alike.some(({ seq }) => seq === (question?.repeats ?? -1) + 1);
  return {
    repeated: repeated.length,
    found: repeated.filter(points).length,
    own: own.length,
    traps: own.filter(({ question }) => question?.trap === true).length,
    inVain: own.filter(isShown).length,
    trapsInVain: own.filter((one) => one.question?.trap === true && isShown(one)).length,
    wronglyJoined: own.filter(({ row }) => row.state === 'same').length,
  };
};

export const run = async (args: readonly string[]): Promise<Outcome> => {
  const count = Number(args[0] ?? 10_000);
  const server = await startTestServer();
  const folder = mkdtempSync(join(tmpdir(), 'zhibu-bank-bench-'));
  try {
    await prepareTemplate(server);
    const world = await openWorld(server.admin);
    const actor = await world.enter('township_worker');
    const questions = generateQuestions(count, 5_1);
    const path = join(folder, 'bank.xlsx');
    await writeFile(path, questions);
    const content = readFileSync(path);
    const first = await imported(world, actor, content);
    const figures = judged(questions, first.rows);
    const since = performance.now();
    await actor.client.call(commitBank, { params: { id: first.id }, body: { version: 2, leaveOut: true } });
    const wrote = seconds(since);
    const second = await imported(world, actor, content);
    const again = second.rows.filter(({ state }) => state === 'same').length;
    await world.close();
    const [found, inVain] = [figures.found / figures.repeated, figures.inVain / figures.own];
    // What was written is the same on the second reading; what was near waits again.
    const written = first.rows.filter(({ state }) => state === 'ready').length;
    const ok =
      figures.wronglyJoined === 0 &&
      found >= bounds.found &&
      inVain <= bounds.inVain &&
      again >= written &&
      first.rows.length === count &&
      Math.max(first.took, second.took) <= bounds.readSeconds &&
      wrote <= bounds.writeSeconds;
    return {
      lines: [
        `${count} questions read and judged in ${first.took.toFixed(1)} s (${first.cpu.toFixed(1)} s of processor here), ${written} written in ${wrote.toFixed(1)} s; bounds ${bounds.readSeconds} s, ${bounds.writeSeconds} s`,
        `repeated in other words: ${figures.repeated}, shown beside the right one: ${figures.found} (${percent(found)}; bound ${percent(bounds.found)})`,
        `questions of their own: ${figures.own}, of which ${figures.traps} look alike; shown in vain: ${figures.inVain} (${percent(inVain)}, of those that look alike ${figures.trapsInVain}; bound ${percent(bounds.inVain)})`,
        `wrongly joined (left out although of their own): ${figures.wronglyJoined}`,
        `once more, against the bank: ${second.took.toFixed(1)} s, ${again} of ${written} known again`,
      ],
      ok,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
};
