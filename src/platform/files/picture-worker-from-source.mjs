// Starts the drawing thread where there is no build: a thread does not inherit the TypeScript loader.
import { bundle } from '../threads/bundle-from-source.mjs';

await import(bundle('src/platform/files/picture-worker.ts'));
