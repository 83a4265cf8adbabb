import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { writeSheet } from '#platform/sheets/write.ts';
import { AppError } from '#shared/errors.ts';
import type { Client } from '#test/harness/client.ts';
import { commitImport, importById, undoImport, uploadImport, type ImportBatch } from './contract.ts';

/** Asks again while the server is overrun, as every client of the platform does. */
export const patiently = async <T>(call: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'overloaded') throw error;
      await pause(300);
    }
  }
};

const moving: readonly string[] = ['uploaded', 'reading', 'committing', 'undoing'];

/** The batch once no job works on it any more. */
export const untilSettled = async (client: Client, id: string): Promise<ImportBatch> => {
  for (let n = 0; n < 600; n += 1) {
    const batch = await patiently(() => client.call(importById, { params: { id } }));
    if (!moving.includes(batch.state)) return batch;
    await pause(50);
  }
  throw new Error('the import does not come to rest');
};

export const sendFile = async (client: Client, name: string, content: Buffer | string): Promise<ImportBatch> => {
  const { id } = await patiently(() => client.upload(uploadImport, {}, { name, content }));
  return untilSettled(client, id);
};

/** A workbook with the headings in its first row. */
export const workbook = async (headings: readonly string[], rows: readonly (readonly string[])[]): Promise<Buffer> => {
  const stream = new PassThrough();
  const whole = buffer(stream);
  await writeSheet(stream, { sheetName: '花名册', columns: headings.map((title) => ({ title })), rows });
  return whole;
};

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A roster with a title above the headings. */
export const csv = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  ['永嘉县党员花名册', ...[headings, ...rows].map((row) => row.map(cell).join(','))].join('\r\n');

export const commitAll = async (client: Client, batch: ImportBatch, leaveOut = false): Promise<ImportBatch> => {
  const body = { version: batch.version, leaveOut, reason: '年度核对' };
  await patiently(() => client.call(commitImport, { params: { id: batch.id }, body }));
  return untilSettled(client, batch.id);
};

export const undoAll = async (client: Client, batch: ImportBatch): Promise<ImportBatch> => {
  const body = { version: batch.version, reason: '传错了文件' };
  await patiently(() => client.call(undoImport, { params: { id: batch.id }, body }));
  return untilSettled(client, batch.id);
};
