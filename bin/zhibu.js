#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

if (existsSync(here('src/apps/cli/main.ts'))) {
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('../src/apps/cli/main.ts');
  await main(process.argv.slice(2));
} else {
  const { main } = await import('../dist/zhibu.mjs');
  await main(process.argv.slice(2));
}
