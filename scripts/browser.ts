/**
 * Finds a Chromium and a Chinese font for the browser journeys, or installs Debian's: by apt-get as root, else the same
 * packages fetched and unpacked into a cache folder. Where neither works it says what to do.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { run } from './steps.ts';

export interface Browser {
  readonly executable: string;
  /** Where the libraries and fonts of an unpacked browser lie; empty for an installed one. */
  readonly env: Readonly<Record<string, string>>;
}

const packages = ['chromium', 'fonts-noto-cjk'] as const;
const cache = path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'zhibu', 'browser');
const unpacked = path.join(cache, 'root');
const fontsFile = path.join(cache, 'fonts.conf');

const onPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));

const installed = (): string | undefined => {
  const named = process.env['ZHIBU_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  return ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find((file) => file !== undefined);
};

/** Whether fontconfig, as the browser will read it, knows a font with Chinese letters. */
const hasChinese = async (env: Readonly<Record<string, string>>): Promise<boolean> => {
  const program = onPath('fc-list');
  if (program === undefined) return existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc');
  const { code, output } = await run(program, [':lang=zh-cn', 'family'], { env });
  return code === 0 && output.trim() !== '';
};

const opens = async (browser: Browser): Promise<boolean> =>
  (await run(browser.executable, ['--version', '--no-sandbox'], { env: browser.env })).code === 0;

const fromSystem = async (): Promise<Browser | undefined> => {
  const executable = installed();
  if (executable === undefined) return undefined;
  const env: Record<string, string> =
    existsSync(fontsFile) && !(await hasChinese({})) ? { FONTCONFIG_FILE: fontsFile } : {};
  const browser = { executable, env };
  return (await opens(browser)) && (await hasChinese(env)) ? browser : undefined;
};

const libraries = (): string[] =>
  ['usr/lib', 'lib', 'usr/lib/chromium']
    .flatMap((folder) => {
      const full = path.join(unpacked, folder);
      const inner = existsSync(full) ? readdirSync(full).filter((f) => f.endsWith('-linux-gnu')) : [];
      return [full, ...inner.map((f) => path.join(full, f))];
    })
    .flatMap((folder) => [folder, path.join(folder, 'pulseaudio')])
    .filter((folder) => existsSync(folder));

const fromCache = async (): Promise<Browser | undefined> => {
  const executable = path.join(unpacked, 'usr/lib/chromium/chromium');
  if (!existsSync(executable) || !existsSync(fontsFile)) return undefined;
  const env = { LD_LIBRARY_PATH: libraries().join(':'), FONTCONFIG_FILE: fontsFile };
  const browser = { executable, env };
  return (await opens(browser)) ? browser : undefined;
};

const asRoot = async (): Promise<void> => {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
  });
  if (code !== 0) throw new Error(`apt-get install ${packages.join(' ')} failed:\n${output.slice(-2000)}`);
};

/** The files that fontconfig reads: the system's if any, the unpacked package's, and the unpacked fonts. */
const writeFonts = (): void => {
  const bases = ['/etc/fonts/fonts.conf', path.join(unpacked, 'etc/fonts/fonts.conf')].filter((f) => existsSync(f));
  const includes = bases.slice(0, 1).map((f) => `  <include ignore_missing="yes">${f}</include>\n`);
  const fonts = path.join(unpacked, 'usr/share/fonts');
  writeFileSync(
    fontsFile,
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n${includes.join('')}` +
      `  <dir>${fonts}</dir>\n  <cachedir>${path.join(cache, 'fonts')}</cachedir>\n</fontconfig>\n`,
  );
};

/** Unpacks the packages and all they need beyond what is installed, without root's rights. */
const asUser = async (): Promise<void> => {
  for (const needed of ['apt-get', 'dpkg']) {
    if (onPath(needed) === undefined) throw new Error(`${needed} is not on this machine`);
  }
  const [lists, archives] = [path.join(cache, 'lists'), path.join(cache, 'archives')];
  for (const folder of [path.join(lists, 'partial'), path.join(archives, 'partial'), unpacked])
    mkdirSync(folder, { recursive: true });
  const own = [
    '-o',
    `Dir::State::lists=${lists}`,
    '-o',
    `Dir::Cache=${cache}`,
    '-o',
    `Dir::Cache::archives=${archives}`,
    '-o',
    'Debug::NoLocking=1',
  ];
  const update = await run('apt-get', [...own, 'update', '-qq']);
  if (update.code !== 0) throw new Error(`apt-get update failed:\n${update.output.slice(-2000)}`);
  const plan = await run('apt-get', [...own, 'install', '-s', '--no-install-recommends', '--reinstall', ...packages]);
  if (plan.code !== 0) throw new Error(`the packages cannot be resolved:\n${plan.output.slice(-2000)}`);
  const wanted = [...plan.output.matchAll(/^Inst (\S+)/gm)].map((m) => m[1] ?? '');
  const fetched = await run('apt-get', [...own, 'download', '-qq', ...wanted], { cwd: archives });
  if (fetched.code !== 0) throw new Error(`apt-get download failed:\n${fetched.output.slice(-2000)}`);
  for (const file of readdirSync(archives).filter((f) => f.endsWith('.deb'))) {
    const { code, output } = await run('dpkg', ['-x', path.join(archives, file), unpacked]);
    if (code !== 0) throw new Error(`${file} could not be unpacked: ${output}`);
    rmSync(path.join(archives, file));
  }
  writeFonts();
};

const advice = `No Chromium with a Chinese font could be found or installed. On Debian, as root:
  apt-get update && apt-get install -y chromium fonts-noto-cjk
Elsewhere install both by the system's means and name the program in ZHIBU_CHROMIUM.`;

/**
 * A browser that opens and shows Chinese.
 * @throws Error with what to do, where there is none and none can be installed
 */
export const ensureBrowser = async (options: { readonly onlyCache?: boolean } = {}): Promise<Browser> => {
  const found = (options.onlyCache === true ? undefined : await fromSystem()) ?? (await fromCache());
  if (found !== undefined) return found;
  try {
    if (process.getuid?.() === 0 && options.onlyCache !== true) await asRoot();
    else await asUser();
  } catch (error) {
    throw new Error(`${advice}\n\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const made = (options.onlyCache === true ? undefined : await fromSystem()) ?? (await fromCache());
  if (made === undefined)
    throw new Error(`${advice}\n\nThe packages are there, yet the browser does not open or shows no Chinese.`);
  return made;
};
