/** Finds or installs the browser once, before any journey; a missing build or browser fails the run. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureBrowser, type Browser } from '../../scripts/browser.ts';
import { root } from '../architecture/tree.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly browser: Browser;
  }
}

export const webFolder = path.join(root, 'dist/web');

export const setup = async (project: TestProject): Promise<void> => {
  if (!existsSync(webFolder)) throw new Error('the pages are not built: npm run build');
  project.provide('browser', await ensureBrowser());
};
