import { defineConfig } from 'vitest/config';
import { RandomOrder } from './test/harness/order.ts';

/**
 * Tests run in an odd time zone, so that code which forgets a zone fails, and in random order, so that tests which lean
 * on each other fail. The seed of the order is printed; `--sequence.seed=N` repeats it.
 *
 * The files of a worker share its process: to load the platform takes longer than most of them run. No code of ours
 * keeps what it knows in a module, no test replaces one, and `leave-no-trace.ts` holds files to leaving all as it was.
 */
process.env['TZ'] = 'Asia/Kathmandu';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts', 'bench/**/*.test.ts'],
    pool: 'forks',
    // One more than a small machine has cores: each of them waits for the database half of its time.
    maxWorkers: 3,
    isolate: false,
    sequence: { shuffle: true, sequencer: RandomOrder },
    env: { TZ: 'Asia/Kathmandu', NODE_ENV: 'test' },
    globalSetup: ['test/harness/database-setup.ts'],
    setupFiles: ['test/harness/leave-no-trace.ts'],
    // For what hangs, not for what is slow: a busy machine may be ten times slower.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    slowTestThreshold: 2_000,
    // What was translated once is kept: three workers read two thousand files each.
    experimental: { fsModuleCache: true, fsModuleCachePath: '.cache/vitest' },
    passWithNoTests: false,
    restoreMocks: true,
  },
});
