// Starts the thread of a heavy job where there is no build: a thread does not inherit the TypeScript loader.
import { register } from 'tsx/esm/api';

register();
await import('./job-thread.ts');
