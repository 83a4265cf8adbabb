/** A client that imports rosters of invented people: sends, confirms, commits, and takes every third one back. */
import { randomInt } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { writeSheet } from '#platform/sheets/write.ts';
import type { Client } from './client.ts';
import { inChinese, type KnownImport, type Ledger } from './ledger.ts';
import { fieldsOf } from './new-member.ts';
import { settle } from './writers.ts';

export interface ImportDesk {
  readonly client: Client;
  readonly ledger: Ledger;
  /** Full names of branches: their people are spread over them. */
  readonly branches: readonly string[];
  readonly rows: number;
  readonly isOver: () => boolean;
  /** Told at each step, so that a kill can be aimed. */
  readonly onState?: (state: string) => void;
}

/** ID numbers of imported people lie apart from those of the members that are typed in. */
const firstSerial = 10_000_000;

export const rosterOf = (prefix: string, first: number, rows: number, branches: readonly string[]): Promise<Buffer> => {
  const people = Array.from({ length: rows }, (_, n) => {
    const { idNumber, phone } = fieldsOf(firstSerial + first + n);
    return [
      `${prefix}${inChinese(n, 3)}`,
      String(idNumber),
      branches[n % branches.length] ?? '',
      '正式党员',
      '2020-07-01',
      '2021-07-01',
      String(phone),
    ];
  });
  const columns = ['姓名', '公民身份号码', '所在党支部', '人员类别', '入党日期', '转正日期', '手机号码'].map(
    (title) => ({ title }),
  );
  const stream = new PassThrough();
  const whole = buffer(stream);
  return writeSheet(stream, { sheetName: '花名册', columns, rows: people }).then(() => whole);
};

interface Batch {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly openBranches: number;
  readonly ready: number;
  readonly counts: Readonly<Record<string, number>>;
}

const moving = ['uploaded', 'reading', 'committing', 'undoing'];
const patienceMs = 120_000;

const untilSettled = async (desk: ImportDesk, known: KnownImport): Promise<Batch> => {
  const end = performance.now() + patienceMs;
  for (;;) {
    const { body } = await desk.client.ask({ method: 'GET', path: `/api/members/imports/${known.id}` });
    const batch = body as unknown as Batch;
    known.state = batch.state;
    desk.onState?.(batch.state);
    if (!moving.includes(batch.state)) return batch;
    if (performance.now() > end) throw new Error(`an import stays in the state ${batch.state}`);
    await pause(60);
  }
};

const act = async (
  desk: ImportDesk,
  known: KnownImport,
  batch: Batch,
  verb: 'commit' | 'undo' | 'read',
): Promise<Batch | undefined> => {
  const body = { version: batch.version, ...(verb === 'read' ? {} : { reason: '测试' }) };
  if ((await settle(desk, { method: 'POST', path: `/api/members/imports/${known.id}/${verb}`, body })) === undefined)
    return undefined;
  return untilSettled(desk, known);
};

const confirm = async (desk: ImportDesk, known: KnownImport, batch: Batch): Promise<Batch> => {
  const path = `/api/members/imports/${known.id}/branches`;
  const { body } = await desk.client.ask({ method: 'GET', path });
  const questions = body['items'] as readonly { text: string; candidates: readonly { id: string }[] }[];
  const choices = questions.map(({ text, candidates }) => ({ text, branchId: candidates[0]?.id ?? null }));
  await settle(desk, { method: 'PUT', path, body: { version: batch.version, choices } });
  return untilSettled(desk, known);
};

const importOne = async (desk: ImportDesk, number: number): Promise<void> => {
  const { ledger, rows } = desk;
  const prefix = `入${inChinese(number, 4)}`;
  const content = await rosterOf(prefix, number * rows, rows, desk.branches);
  const sent = await settle(desk, {
    method: 'POST',
    path: '/api/members/imports',
    file: { name: '花名册.xlsx', content },
  });
  if (sent === undefined) return;
  const known: KnownImport = { id: String(sent['id']), prefix, rows, state: 'uploaded', wanted: 'preview' };
  ledger.imports.push(known);
  let batch = await untilSettled(desk, known);
  if (batch.openBranches > 0) batch = await confirm(desk, known, batch);
  if (batch.state !== 'preview' || batch.ready !== rows) {
    ledger.refused.push(
      `an import is ${batch.state} with ${JSON.stringify(batch.counts)} in place of ${rows} new rows`,
    );
    return;
  }
  known.wanted = 'committed';
  batch = (await act(desk, known, batch, 'commit')) ?? batch;
  if (batch.state === 'committed' && number % 3 === 2) {
    known.wanted = 'undone';
    batch = (await act(desk, known, batch, 'undo')) ?? batch;
  }
  if (batch.state !== known.wanted) ledger.refused.push(`an import is ${batch.state} in place of ${known.wanted}`);
};

/** One import after the other until it is over. */
export const importRosters = async (desk: ImportDesk): Promise<void> => {
  for (let number = 0; !desk.isOver(); number += 1) {
    await importOne(desk, number);
    await pause(randomInt(100, 400));
  }
};
