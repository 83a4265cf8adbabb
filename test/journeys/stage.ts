/** One server with the built pages and one browser, for the journeys of a file. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { testApp, type TestApp, type TestAppOptions } from '#test/harness/app.ts';
import type { Client } from '#test/harness/client.ts';
import { madeOnce } from '#test/harness/county.ts';
import { webFolder } from './browser-setup.ts';

export interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly touch?: boolean;
  /** Larger letters and targets, as an older person sets it on the phone. */
  readonly elder?: boolean;
  /** The browser runs no script of a page. */
  readonly scriptless?: boolean;
}

export const desktop: View = { name: 'desktop', width: 1366, height: 800 };
export const phone: View = { name: 'phone', width: 375, height: 740, touch: true };
/** The portal asks for no script, so its journeys do without. */
export const scriptless: View = { name: 'scriptless', width: 375, height: 740, touch: true, scriptless: true };
export const elder: View = { name: 'elder', width: 375, height: 740, touch: true, elder: true };

/** A page whose faults are counted: script errors, console errors, answers of 500. */
export interface Opened {
  readonly page: Page;
  readonly faults: readonly string[];
}

export interface Stage extends TestApp {
  readonly address: string;
  /** A new browser profile, signed in as the client where one is given; or the profile of another page, with what it has fetched. */
  open(
    path: string,
    options?: { readonly client?: Client; readonly view?: View; readonly beside?: Page | undefined },
  ): Promise<Opened>;
}

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/**
 * What is on its way from one state to another is neither; what turns for ever is left out. A dialog that has come into the page
 * begins to move a frame or two later, unseen until then.
 */
const moving = `(async () => {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  return document.getAnimations().filter((each) => each.playState === 'running' && each.effect?.getComputedTiming().endTime !== Infinity).length;
})()`;

const atRest = (page: Page): Promise<void> =>
  expect.poll(() => page.evaluate<number>(moving), { timeout: 20_000 }).toBe(0);

/** What axe-core objects to on the page once nothing moves there, one line per element. */
export const axeViolations = async (page: Page): Promise<string[]> => {
  await atRest(page);
  // Evaluated by the debugger, so the page's own policy against foreign scripts stays in force.
  await page.evaluate(axeSource);
  const run = `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(axeTags)} }, resultTypes: ['violations'] })`;
  const { violations } = await page.evaluate<AxeResult>(run);
  return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.html.slice(0, 160)}`));
};

const busy = '[aria-busy="true"], .ant-spin-spinning, .ant-skeleton-active, .adm-spin-loading';

/** Waits until the page has its content: nothing is loading or on its way, and the network rests. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForLoadState('load');
  await page.locator('main, h1').first().waitFor();
  await expect.poll(() => page.locator(busy).count(), { timeout: 20_000 }).toBe(0);
  await page.evaluate('document.fonts.ready');
  await atRest(page);
};

const watch = (page: Page): string[] => {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // A refusal (4xx) is part of many journeys; the browser reports it as an error of its own.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
      faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`answer ${response.status()}: ${response.url()}`);
  });
  return faults;
};

const profile = async (
  browser: Browser,
  address: string,
  view: View,
  client: Client | undefined,
): Promise<BrowserContext> => {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: view.width, height: view.height },
    hasTouch: view.touch === true,
    isMobile: view.touch === true,
    javaScriptEnabled: view.scriptless !== true,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const session = client?.session;
  if (session)
    await context.addCookies([
      { name: 'zhibu_session', value: session.token, url: address, httpOnly: true, sameSite: 'Lax' },
    ]);
  if (view.elder === true) await context.addInitScript(`localStorage.setItem('elder', 'on')`);
  return context;
};

const launch = (): Promise<Browser> => {
  const { executable, env } = inject('browser');
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...env },
    args: process.getuid?.() === 0 ? ['--no-sandbox', ...args] : args,
  });
};

/** Server, pages and browser. The caller closes it; `useStage` does so by itself. */
export const openStage = async (options: TestAppOptions = {}): Promise<Stage> => {
  const server = await testApp({ ...options, webFolder });
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
  const browser = await launch();
  return {
    ...server,
    address,
    async open(path, { client, view = desktop, beside } = {}) {
      const context = beside?.context() ?? (await profile(browser, address, view, client));
      const page = await context.newPage();
      const faults = watch(page);
      try {
        await page.goto(path);
        // Without script nothing comes after the page.
        if (view.scriptless !== true) await settled(page);
      } catch (error) {
        const shown = await page.locator('body').innerText();
        throw new Error(`${path} did not open.\nFaults: ${faults.join('\n')}\nShown: ${shown.slice(0, 500)}`, {
          cause: error,
        });
      }
      return { page, faults };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
};

/** For the top of a journey file: one stage for all its tests. Read `current` inside tests only. */
export const useStage = (options: TestAppOptions = {}): { readonly current: Stage } =>
  madeOnce(() => openStage(options));
