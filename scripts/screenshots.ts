/**
 * `npm run screenshots`: starts the demonstration county in a new folder, sets some work under way, and takes a picture
 * of every page that the features list, the portal's included, at both widths, into build/screenshots/; the selection that the README shows
 * goes to docs/pictures/ in both languages. Pass words to take only the pictures whose name holds one.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { features as served } from '#apps/features.ts';
import { permissionsOf, type Role } from '#features/base/accounts/permissions/rules.ts';
import { portalBase } from '#platform/portal/parts.tsx';
import { viewCookie, writeView } from '#platform/portal/view.ts';
import type { Language } from '#shared/text.ts';
import { demoFolder, signInTo, type Demo } from '#test/harness/demo.ts';
import { ensureBrowser } from './browser.ts';
import { send, setScenes, type Caller } from './screenshot-scenes.ts';
import { serveResident, type Service } from './screenshot-requests.ts';
import { root } from './steps.ts';

interface Route {
  readonly path: string;
  readonly permission?: string;
}

interface Shot {
  readonly name: string;
  readonly address: string;
  readonly role: Role | null;
  readonly width: number;
  readonly height: number;
  readonly elder?: boolean;
  /** The page behind the form for a code. */
  readonly followed?: true;
}

const everything = path.join(root, 'build/screenshots');
const selection = path.join(root, 'docs/pictures');
const wide = { width: 1440, height: 900 };
const narrow = { width: 375, height: 760 };

/** What the README shows, in both languages. */
const shown: ReadonlySet<string> = new Set([
  'office-start-1440',
  'office-organisations-1440',
  'office-members-1440',
  'office-members-id-1440',
  'office-members-imports-id-1440',
  'office-rules-id-1440',
  'office-requests-id-1440',
  'office-requests-figures-1440',
  'office-publishing-id-edit-1440',
  'office-education-courses-id-1440',
  'office-education-exams-id-1440',
  'office-education-status-1440',
  'office-education-drills-1440',
  'portal-start-1440',
  'portal-requests-new-375',
  'portal-followed-375',
  'phone-talk-375',
  'phone-start-375',
  'phone-file-375',
  'phone-elder-375',
  'phone-study-courses-id-375',
  'phone-study-hours-375',
  'phone-study-evidence-375',
]);

/** The first of these that holds the page's permission takes its picture. */
const visitors: readonly Role[] = [
  'county_officer',
  'security_admin',
  'system_admin',
  'audit_admin',
  'branch_secretary',
  'township_worker',
  'publisher',
  'reviewer',
  'party_school',
];

/** Pages of the office whose picture is that of whoever works on them: those above see counts only. */
const workers: Readonly<Record<string, Role>> = {
  // Amounts are for whoever the branch has named to keep its dues.
  dues: 'organisation_member',
  'dues/bases': 'organisation_member',
  'dues/payments': 'organisation_member',
  'dues/payments/:id': 'organisation_member',
  'dues/ledger': 'organisation_member',
  'dues/bank': 'organisation_member',
  'appraisals/:id': 'branch_secretary',
  'meetings/:id': 'branch_secretary',
  'education/courses/:id': 'party_school',
  'education/courses/:id/edit': 'party_school',
  'education/exams/:id': 'county_officer',
  'education/bank/:id': 'party_school',
  'education/drills': 'township_worker',
  'education/status': 'branch_secretary',
  'publishing/new': 'publisher',
  'publishing/:id/edit': 'publisher',
};

const { offices } = (await import(pathToFileURL(path.join(root, 'src/apps/web/office/features.ts')).href)) as {
  offices: readonly { readonly pages: readonly Route[] }[];
};
const { features } = (await import(pathToFileURL(path.join(root, 'src/apps/web/features.ts')).href)) as {
  features: readonly { readonly phone?: readonly Route[] }[];
};

const portalPaths: readonly string[] = [
  '/',
  ...served.flatMap(({ portal }) => portal?.pages ?? []).flatMap((page) => (page.kind === 'page' ? [page.path] : [])),
];

const visitorOf = (route: Route, candidates: readonly Role[]): Role | undefined =>
  candidates.find((role) => route.permission === undefined || permissionsOf(role).has(route.permission));

const nameOf = (shell: string, route: string): string =>
  `${shell}-${route === '' ? 'start' : route.replaceAll(/[/:]+/g, '-')}`;

/** What residents see: nobody has signed in. */
const portalShots = (): Shot[] => {
  const shots = portalPaths.map((route) => ({
    name: nameOf('portal', route.slice(1)),
    address: route === '/' ? portalBase : `${portalBase}${route}`,
  }));
  const start = { address: portalBase, role: null, ...narrow };
  return [
    ...[wide, narrow].flatMap((size) => [
      ...shots.map((shot) => ({ ...shot, name: `${shot.name}-${size.width}`, role: null, ...size })),
      {
        name: `portal-followed-${size.width}`,
        address: `${portalBase}/requests/follow`,
        role: null,
        followed: true as const,
        ...size,
      },
    ]),
    { ...start, name: 'portal-elder-375', elder: true },
  ];
};

const shotsOf = (
  shell: 'office' | 'phone',
  routes: readonly Route[],
  candidates: readonly Role[],
  sizes: readonly { readonly width: number; readonly height: number }[],
): Shot[] =>
  routes.flatMap((route) => {
    const role = (shell === 'office' ? workers[route.path] : undefined) ?? visitorOf(route, candidates);
    const address = `${shell === 'office' ? '/' : '/m/'}${route.path}`;
    if (role === undefined) return [];
    return sizes.map((size) => ({ name: `${nameOf(shell, route.path)}-${size.width}`, address, role, ...size }));
  });

const everyShot = (): Shot[] => {
  const office = [{ path: '' }, ...offices.flatMap((f) => f.pages)];
  const phone = [{ path: '' }, { path: 'me' }, ...features.flatMap((f) => f.phone ?? [])];
  const small = shotsOf('phone', phone, ['member', 'branch_secretary'], [narrow]);
  return [
    { name: 'office-sign-in-1440', address: '/', role: null, ...wide },
    { name: 'phone-sign-in-375', address: '/m/', role: null, ...narrow },
    ...shotsOf('office', office, visitors, [wide, narrow]),
    ...small,
    ...small
      .filter(({ address }) => address === '/m/file')
      .map((shot) => ({ ...shot, name: 'phone-elder-375', elder: true })),
    ...portalShots(),
  ];
};

const busy = '[aria-busy="true"], .ant-spin-spinning, .ant-skeleton-active, .adm-spin-loading';

const settle = async (page: Page): Promise<void> => {
  await page.locator('main, h1').first().waitFor();
  await page.waitForTimeout(400);
  for (let tries = 0; tries < 50 && (await page.locator(busy).count()) > 0; tries += 1) await page.waitForTimeout(200);
};

/** Pages of one thing are numbered by a long id; a rule and a column go by a name. */
const patternOf = (address: string): RegExp =>
  new RegExp(
    `^${address.replaceAll(/:[^/]+/g, /^\/rules\/|:slug/.test(address) ? '[^/?#]+' : '[0-9a-f-]{36}')}(?:[?#]|$)`,
  );

/** Lists that show the visitor's own work first, which in the demonstration is none. */
const lists: Readonly<Record<string, string>> = { '/transfers': '/transfers?queue=all' };

/** Pages of one thing whose links stand on another page than the one above it. */
const linkedFrom: Readonly<Record<string, string>> = {
  '/duties/:id': '/duties/list',
  '/portal/articles/:id': '/portal',
};

/** Lists that begin with what is open: what is over stands last and has the most to show. */
const fromBelow: ReadonlySet<string> = new Set(['/education/exams/:id']);

/** A page with an id in its path is reached as a person reaches it: by the first link of the page above it. */
const openPage = async (page: Page, address: string, { chosen }: Service): Promise<boolean> => {
  const [, thing = address, tail = ''] = /^([^:]*:[^/]+)(\/.*)$/.exec(address) ?? [];
  const after = tail.replace(':kind', 'rename');
  const own = chosen[thing];
  if (own !== undefined) {
    await page.goto(`${own}${after}`);
    await settle(page);
    return true;
  }
  const at = thing.indexOf('/:');
  const list = at < 0 ? thing : thing.slice(0, at);
  await page.goto(linkedFrom[thing] ?? lists[list] ?? list);
  await settle(page);
  if (at < 0) return true;
  const links = await page.locator('main a[href]').all();
  for (const link of fromBelow.has(thing) ? links.toReversed() : links) {
    const target = await link.getAttribute('href');
    if (target === null || !patternOf(thing).test(target)) continue;
    await page.goto(`${target.split(/[?#]/)[0]}${after}`);
    await settle(page);
    return true;
  }
  return false;
};

/** The browser's own WebP, which the driver does not offer. */
const picture = async (page: Page, file: string): Promise<void> => {
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 82 });
  writeFileSync(file, Buffer.from(data, 'base64'));
};

interface Guest {
  readonly tokens: ReadonlyMap<Role, string>;
  readonly service: Service;
  readonly language: Language;
}

const take = async (
  browser: Chromium,
  demo: Demo,
  { tokens, service, language }: Guest,
  shot: Shot,
  folders: readonly string[],
): Promise<string> => {
  const isPhone = shot.width < 600;
  const context = await browser.newContext({
    baseURL: demo.address,
    viewport: { width: shot.width, height: shot.height },
    deviceScaleFactor: isPhone ? 2 : 1,
    isMobile: isPhone,
    hasTouch: isPhone,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  try {
    const token = shot.role === null ? undefined : tokens.get(shot.role);
    if (token !== undefined) await context.addCookies([{ name: 'zhibu_session', value: token, url: demo.address }]);
    const view = writeView({ language, large: shot.elder === true, contrast: false });
    await context.addCookies([{ name: viewCookie, value: view, url: `${demo.address}${portalBase}` }]);
    if (shot.elder === true) await context.addInitScript(`localStorage.setItem('elder', 'on')`);
    const page = await context.newPage();
    if (!(await openPage(page, shot.address, service)))
      return `left out  ${shot.name}: the page above it has no link to it`;
    if (shot.followed === true) {
      await page.locator('input[name="code"]').fill(service.code);
      await page.keyboard.press('Enter');
      await page.locator('.way').waitFor();
    }
    for (const folder of folders) await picture(page, path.join(folder, `${shot.name}.webp`));
    return `taken     ${shot.name}`;
  } finally {
    await context.close();
  }
};

const signInAll = async (demo: Demo): Promise<Map<Role, string>> => {
  const tokens = new Map<Role, string>();
  for (const account of demo.accounts)
    if (!tokens.has(account.role)) tokens.set(account.role, await signInTo(demo.address, account));
  return tokens;
};

/** Everybody who may have a request in hand, the nearest unit first. */
const handlersOf = async (demo: Demo, tokens: ReadonlyMap<Role, string>): Promise<Caller[]> => {
  const { address } = demo;
  const known = (['branch_secretary', 'township_worker', 'county_officer'] as const).flatMap((role) => {
    const token = tokens.get(role);
    return token === undefined ? [] : [{ address, token }];
  });
  const offices = demo.accounts.filter(({ role }) => role === 'department_handler').slice(0, 5);
  return [
    ...(await Promise.all(offices.map(async (account) => ({ address, token: await signInTo(address, account) })))),
    ...known,
  ];
};

const wanted = process.argv.slice(2);
const shots = everyShot().filter((shot) => wanted.length === 0 || wanted.some((word) => shot.name.includes(word)));
const folderFor = (language: string): string => path.join(selection, language);
for (const folder of [everything, folderFor('zh'), folderFor('en')]) mkdirSync(folder, { recursive: true });
const folder = demoFolder();
const { executable, env } = await ensureBrowser();
const demo = await folder.start();
try {
  const tokens = await signInAll(demo);
  const callerOf = (role: Role) => ({ address: demo.address, token: tokens.get(role) ?? '' });
  await setScenes(callerOf('county_officer'), callerOf('branch_secretary'), callerOf('member'));
  const service = await serveResident(await handlersOf(demo, tokens));
  const browser = await chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...env },
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  for (const shot of shots) {
    const folders = shown.has(shot.name) ? [everything, folderFor('zh')] : [everything];
    console.log(await take(browser, demo, { tokens, service, language: 'zh' }, shot, folders));
  }
  for (const role of tokens.keys()) await send(callerOf(role), '/session/language', { language: 'en' });
  for (const shot of shots.filter(({ name }) => shown.has(name)))
    console.log(await take(browser, demo, { tokens, service, language: 'en' }, shot, [folderFor('en')]), 'in English');
  await browser.close();
} finally {
  await demo.stop();
  folder.remove();
}
