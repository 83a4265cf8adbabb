// Starts the thread of a heavy job where there is no build: a thread does not inherit the TypeScript loader.
import { bundle } from '../../platform/threads/bundle-from-source.mjs';

await import(bundle('src/apps/server/job-thread.ts', 'src/platform/sheets/sheet-worker.ts'));
