import { defineConfig } from 'vitest/config';
import { RandomOrder } from './test/harness/order.ts';

/** Browser journeys on the production build. `npm test` builds first. */
process.env['TZ'] = 'Asia/Kathmandu';

export default defineConfig({
  test: {
    include: ['test/journeys/**/*.journey.ts'],
    pool: 'forks',
    maxWorkers: 2,
    sequence: { sequencer: RandomOrder },
    env: { TZ: 'Asia/Kathmandu', NODE_ENV: 'test' },
    globalSetup: ['test/harness/database-setup.ts', 'test/journeys/browser-setup.ts'],
    // A step that hangs fails by the browser's own limit and is named; this is for the whole walk on a busy machine.
    testTimeout: 240_000,
    hookTimeout: 120_000,
    // For what never comes, not for what is slow.
    expect: { poll: { timeout: 60_000 } },
    slowTestThreshold: 10_000,
    passWithNoTests: false,
  },
});
