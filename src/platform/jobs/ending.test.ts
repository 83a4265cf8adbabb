import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { openLog } from '#platform/log/log.ts';
import { AppError } from '#shared/errors.ts';
import { useCounty } from '#test/harness/county.ts';
import { runJob, startJob } from './jobs.ts';

const place = useCounty();

/** Ends a job with this error at its last attempt, and gives what the log says of it. */
const linesOf = async (error: Error): Promise<Record<string, unknown>[]> => {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const { county } = place.current;
  const id = await place.current.write((tx) => startJob(tx, county, place.current.system, { kind: 'test.end' }));
  const ended = await runJob(
    Object.assign(Object.create(county) as typeof county, { log: openLog({ to }) }),
    id,
    async () => {
      throw error;
    },
    { attempts: 1_000, signal: new AbortController().signal },
  );
  expect(ended).toBe('failed');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

const info = 30;
const fault = 50;

test('a refusal is told with its code, as no fault of the platform, and without what it is about', async () => {
  const error = new AppError('refused', { message: 'sheets.broken', problems: [{ path: '陈"国', message: '131<2>' }] });
  const lines = await linesOf(error);
  expect(lines).toEqual([
    expect.objectContaining({ level: info, msg: 'job refused', kind: 'test.end', code: 'refused' }),
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/陈|131/);
});

test.each([new RangeError('out of bounds'), new AppError('internal')])('%s is a fault', async (error) => {
  expect(await linesOf(error)).toEqual([
    expect.objectContaining({ level: fault, msg: 'job failed', err: expect.objectContaining({ name: error.name }) }),
  ]);
});
