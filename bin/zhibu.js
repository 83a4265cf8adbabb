#!/usr/bin/env -S node --v8-pool-size=1 --heap-growing-percent=35
/**
 * The program `zhibu`. A release holds `dist/` and runs it; in a clone the sources are built first where they have changed
 * (ZHIBU_BUILD=never leaves that out).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const inPackage = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const bundle = inPackage('dist/zhibu.mjs');

/** Ends the process with a message in both languages. */
const refuse = (zh, en) => {
  process.stderr.write(`${zh}\n${en}\n`);
  process.exit(3);
};

const checkNode = () => {
  const wanted = JSON.parse(readFileSync(inPackage('package.json'), 'utf8')).engines.node.replace(/[^\d.]/g, '');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  const have = process.versions.node;
  refuse(
    `需要 Node.js ${wanted} 或更高版本，当前为 ${have}。`,
    `Node.js ${wanted} or newer is needed; this is ${have}.`,
  );
};

const servesPages = (args) => {
  const command = args.find((arg) => !arg.startsWith('-'));
  const asksForHelp = args.some((arg) => arg === '-h' || arg === '--help' || arg === '-V' || arg === '--version');
  return !asksForHelp && (command === undefined || command === 'start' || command === 'serve');
};

/** From a clone: brings dist/ up to date. What it says goes to standard error, so that --json stays one document. */
const build = (args) => {
  if (!existsSync(inPackage('src')) || process.env.ZHIBU_BUILD === 'never') return;
  if (!existsSync(inPackage('node_modules/esbuild')) && existsSync(bundle)) return;
  if (!existsSync(bundle)) process.stderr.write('首次启动，正在编译 / First start from a clone: building …\n');
  const parts = servesPages(args) ? [] : ['--server'];
  const { status } = spawnSync(process.execPath, [inPackage('scripts/build.mjs'), ...parts], {
    stdio: ['ignore', process.stderr.isTTY || !existsSync(bundle) ? 2 : 'ignore', 'inherit'],
  });
  if (status === 0) return;
  if (!existsSync(inPackage('node_modules/esbuild')))
    refuse('缺少依赖，请先运行 npm ci。', 'Packages are missing. Run npm ci first.');
  refuse('编译失败，原因见上。', 'Building failed; the reason stands above.');
};

checkNode();
const args = process.argv.slice(2);
build(args);
if (!existsSync(bundle)) refuse('找不到程序文件 dist/zhibu.mjs。', 'dist/zhibu.mjs is missing.');
// Loading the program makes much short-lived garbage. If the young generation grew with it, an idle server would keep 25 MB
// that it does not need; `serve` lets it grow once the server listens.
setFlagsFromString('--semi-space-growth-factor=1');
const { main } = await import('../dist/zhibu.mjs');
await main(args);
