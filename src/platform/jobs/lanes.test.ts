import { expect, test } from 'vitest';
import { enqueue } from './queue.ts';
import { startJob } from './jobs.ts';
import { startJobs } from './runner.ts';
import { useCounty } from '#test/harness/county.ts';

const made = useCounty();

/** A promise and its key. */
const gate = () => {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((done) => {
    open = done;
  });
  return { open: () => open(), passed };
};

test('a notice is delivered while as many imports as may run at once are under way', async () => {
  const { county, entry, admin } = made.current;
  const [end, delivered] = [gate(), gate()];
  const begun: string[] = [];
  const told: string[] = [];
  const runner = startJobs(county, {
    handlers: {
      'test.import': async (run) => {
        begun.push(run.id);
        await end.passed;
      },
    },
    tasks: {
      'test.deliver': async () => {
        told.push(...begun);
        delivered.open();
      },
    },
    crontab: '',
    connection: {
      host: admin.host ?? '',
      port: admin.port ?? 0,
      user: entry.runRole,
      database: admin.database ?? '',
    },
  });
  try {
    for (let each = 0; each < 3; each += 1)
      await made.current.write((tx) => startJob(tx, county, made.current.system, { kind: 'test.import' }));
    await expect.poll(() => begun.length).toBe(2);
    await made.current.write((tx) => enqueue(tx, county, [{ task: 'test.deliver', payload: {}, key: 'one' }]));
    // Were there one lane, this would wait for an import to end, and none ends before.
    await delivered.passed;
    expect(told).toHaveLength(2);
    end.open();
    await expect.poll(() => begun.length).toBe(3);
  } finally {
    end.open();
    await runner.stop();
  }
});
