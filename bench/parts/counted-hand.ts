/** A real browser whose taps and typed values are counted by the page itself, as trusted events. */
import { chromium, type Browser, type Page } from 'playwright-core';
import { ensureBrowser } from '../../scripts/browser.ts';

export interface Typed {
  readonly field: string;
  readonly value: string;
}

export interface Counted {
  readonly taps: number;
  readonly chosen: number;
  readonly typed: readonly Typed[];
}

export interface Hand {
  readonly page: Page;
  readonly faults: readonly string[];
  /** What has been counted since the last time. */
  take(): Counted;
}

interface Event {
  readonly kind: 'tap' | 'typed' | 'chosen';
  readonly key: string;
  readonly field: string;
  readonly value: string;
}

/**
 * A tap is a press of the pointer. A choice in a list, a day or a month of the system's own picker is two more: it is opened by
 * the press and closed by the choice. A field is typed once, however often it is changed before it is left.
 */
const listen = `(() => {
  const keys = new WeakMap();
  let count = 0;
  const keyOf = (element) => {
    if (!keys.has(element)) keys.set(element, location.pathname + ' ' + (count += 1) + ' ' + performance.timeOrigin);
    return keys.get(element);
  };
  const nameOf = (element) => element.getAttribute('aria-label') || (element.labels && element.labels[0] && element.labels[0].textContent) || element.placeholder || element.id;
  const picked = ['date', 'month', 'time'];
  const silent = ['checkbox', 'radio', 'file', 'submit', 'button', 'range', 'color'];
  const isTyped = (element) => element instanceof HTMLTextAreaElement
    || (element instanceof HTMLInputElement && !picked.includes(element.type) && !silent.includes(element.type) && !element.readOnly);
  const isPicked = (element) => element instanceof HTMLSelectElement || (element instanceof HTMLInputElement && picked.includes(element.type));
  const tell = (kind, element) => window.zhibuCounted({ kind, key: keyOf(element), field: nameOf(element) || element.tagName, value: String(element.value ?? '') });
  addEventListener('pointerdown', (event) => { if (event.isTrusted) tell('tap', event.target); }, true);
  addEventListener('input', (event) => { if (isTyped(event.target)) tell('typed', event.target); else if (isPicked(event.target)) tell('chosen', event.target); }, true);
})()`;

const collector = (): { tell: (event: Event) => void; take: () => Counted } => {
  let taps = 0;
  const typed = new Map<string, Typed>();
  const chosen = new Map<string, number>();
  return {
    tell({ kind, key, field, value }) {
      if (kind === 'tap') taps += 1;
      else if (kind === 'chosen') chosen.set(key, 1);
      else typed.set(key, { field: field.replace(/\*$/, ''), value });
    },
    take() {
      const counted = { taps: taps + chosen.size, chosen: chosen.size, typed: [...typed.values()] };
      taps = 0;
      typed.clear();
      chosen.clear();
      return counted;
    },
  };
};

const launch = async (): Promise<Browser> => {
  const { executable, env } = await ensureBrowser();
  const args = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'];
  return chromium.launch({
    executablePath: executable,
    env: { ...(process.env as Record<string, string>), ...env },
    args: process.getuid?.() === 0 ? ['--no-sandbox', ...args] : args,
  });
};

export interface Hands {
  /** A page at that address, signed in. */
  open(path: string, width: 375 | 1366): Promise<Hand>;
  close(): Promise<void>;
}

export const openHands = async (address: string, token: string): Promise<Hands> => {
  const browser = await launch();
  return {
    async open(path, width) {
      const isPhone = width === 375;
      const context = await browser.newContext({
        baseURL: address,
        viewport: { width, height: isPhone ? 740 : 800 },
        hasTouch: isPhone,
        isMobile: isPhone,
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        reducedMotion: 'reduce',
      });
      await context.addCookies([
        { name: 'zhibu_session', value: token, url: address, httpOnly: true, sameSite: 'Lax' },
      ]);
      const { tell, take } = collector();
      const faults: string[] = [];
      await context.exposeBinding('zhibuCounted', (_source, event: Event) => tell(event));
      await context.addInitScript(listen);
      const page = await context.newPage();
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('response', (response) => {
        if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
      });
      await page.goto(path);
      return { page, faults, take };
    },
    close: () => browser.close(),
  };
};
