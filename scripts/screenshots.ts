/**
 * `npm run screenshots`: starts the demonstration county in a new folder and takes a picture of every page that the
 * features list, at the width it is made for, into docs/images/. Pass words to take only the pages whose path holds one.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser as Chromium, type Page } from 'playwright-core';
import { permissionsOf, type Role } from '#features/base/accounts/permissions/rules.ts';
import { demoFolder, signInTo, type Demo } from '#test/harness/demo.ts';
import { ensureBrowser } from './browser.ts';
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
}

const images = path.join(root, 'docs/images');
const desktop = { width: 1366, height: 860 };
const pocket = { width: 375, height: 760 };

/** The first of these that holds the page's permission takes its picture. */
const visitors: readonly Role[] = [
  'branch_secretary',
  'county_officer',
  'security_admin',
  'system_admin',
  'audit_admin',
];

const { features } = (await import(pathToFileURL(path.join(root, 'src/apps/web/features.ts')).href)) as {
  features: readonly { readonly office?: readonly Route[]; readonly phone?: readonly Route[] }[];
};

const visitorOf = (route: Route, candidates: readonly Role[]): Role | undefined =>
  candidates.find((role) => route.permission === undefined || permissionsOf(role).has(route.permission));

const nameOf = (shell: string, route: string): string =>
  `${shell}-${route === '' ? 'start' : route.replaceAll(/[/:]+/g, '-')}`;

const shotsOf = (
  shell: 'office' | 'phone',
  base: string,
  routes: readonly Route[],
  candidates: readonly Role[],
): Shot[] =>
  routes.flatMap((route) => {
    const role = visitorOf(route, candidates);
    const size = shell === 'office' ? desktop : pocket;
    return role === undefined
      ? []
      : [{ name: nameOf(shell, route.path), address: `${base}${route.path}`, role, ...size }];
  });

const everyShot = (): Shot[] => {
  const office = [{ path: '' }, ...features.flatMap((f) => f.office ?? [])];
  const phone = [{ path: '' }, { path: 'me' }, ...features.flatMap((f) => f.phone ?? [])];
  const small = shotsOf('phone', '/m/', phone, ['member', 'branch_secretary']);
  return [
    { name: 'office-sign-in', address: '/', role: null, ...desktop },
    { name: 'phone-sign-in', address: '/m/', role: null, ...pocket },
    ...shotsOf('office', '/', office, visitors),
    ...small,
    ...small.filter((s) => s.address === '/m/').map((s) => ({ ...s, name: 'phone-elder', elder: true })),
  ];
};

const busy = '[aria-busy="true"], .ant-spin-spinning, .ant-skeleton-active, .adm-spin-loading';

const settle = async (page: Page): Promise<void> => {
  await page.locator('main, h1').first().waitFor();
  await page.waitForTimeout(400);
  for (let tries = 0; tries < 50 && (await page.locator(busy).count()) > 0; tries += 1) await page.waitForTimeout(200);
};

/** A page with an id in its path is reached as a person reaches it: by the first link of the page above it. */
const openPage = async (page: Page, address: string): Promise<boolean> => {
  const at = address.indexOf('/:');
  await page.goto(at < 0 ? address : address.slice(0, at));
  await settle(page);
  if (at < 0) return true;
  const pattern = new RegExp(`${address.replaceAll(/:[^/]+/g, '[^/?#]+')}(?:[?#]|$)`);
  for (const link of await page.locator('main a[href]').all()) {
    const target = await link.getAttribute('href');
    if (target === null || !pattern.test(target)) continue;
    await page.goto(target);
    await settle(page);
    return true;
  }
  return false;
};

const take = async (browser: Chromium, demo: Demo, tokens: ReadonlyMap<Role, string>, shot: Shot): Promise<string> => {
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
    if (shot.elder === true) await context.addInitScript(`localStorage.setItem('elder', 'on')`);
    const page = await context.newPage();
    if (!(await openPage(page, shot.address))) return `left out  ${shot.name}: the page above it has no link to it`;
    await page.screenshot({ path: path.join(images, `${shot.name}.png`) });
    return `taken     ${shot.name}`;
  } finally {
    await context.close();
  }
};

const wanted = process.argv.slice(2);
const shots = everyShot().filter((shot) => wanted.length === 0 || wanted.some((word) => shot.name.includes(word)));
mkdirSync(images, { recursive: true });
const folder = demoFolder();
const { executable, env } = await ensureBrowser();
try {
  const demo = await folder.start();
  const tokens = new Map<Role, string>();
  for (const account of demo.accounts)
    if (!tokens.has(account.role)) tokens.set(account.role, await signInTo(demo.address, account));
  const browser = await chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...env },
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  for (const shot of shots) console.log(await take(browser, demo, tokens, shot));
  await browser.close();
  await demo.stop();
} finally {
  folder.remove();
}
