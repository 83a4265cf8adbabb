import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { confined, tierOf, zoneOf, type Zone } from './rules.ts';
import { cycles, exists, graph, importsOf, isTest, sources, type Import } from './tree.ts';

const imports = sources.flatMap(importsOf);
const say = (i: Import, why: string): string => `${i.from}:${i.line} imports ${i.to}: ${why}`;

const isLower = (from: string, to: string): boolean => tierOf(to) >= 0 && tierOf(to) < tierOf(from);
const doors = new Set(['index.ts', 'contract.ts', 'rules.ts', 'codes.ts', 'catalogue.ts']);

type FeatureZone = Extract<Zone, { kind: 'feature' }>;

/** Why one feature file may not import a file of a feature, or nothing where it may. */
const betweenFeatures = (from: FeatureZone, to: FeatureZone, target: string): string | undefined => {
  const name = path.posix.basename(target);
  if (from.feature === to.feature) {
    if (from.part === 'test') return undefined;
    if (to.part === 'test') return 'tests and factories are for tests';
    if (from.part === 'anywhere')
      return to.part === 'anywhere' ? undefined : 'this file runs anywhere, that one does not';
    if (from.part === 'portal')
      return to.part === 'anywhere' || to.part === 'portal'
        ? undefined
        : 'pages read only contract, rules and messages';
    if (to.part === 'portal')
      return name === 'index.ts' && from.part === 'server' ? undefined : 'only feature.ts names the pages';
    if (from.part === 'web')
      return to.part === 'server' ? 'the browser reads only contract, rules and messages' : undefined;
    return to.part === 'web' ? 'the server does not know the pages' : undefined;
  }
  if (!isLower(from.feature, to.feature)) return `${to.feature} does not stand below ${from.feature} in the tiers`;
  if (from.part === 'test')
    return doors.has(name) || name === 'factory.ts' ? undefined : 'only through index, contract, rules or factory';
  if (from.part === 'anywhere' || from.part === 'portal')
    return to.part === 'anywhere' ? undefined : 'only contract, rules or messages of another feature';
  if (from.part === 'web') {
    const open = to.part === 'anywhere' || /\/web\/index\.tsx?$/.test(target);
    return open ? undefined : 'only contract, rules, messages or web/index of another feature';
  }
  return doors.has(name) && to.part !== 'web' && to.part !== 'portal'
    ? undefined
    : 'only through index.ts, contract.ts or rules.ts';
};

const fromFeature = (from: FeatureZone, to: Zone, target: string): string | undefined => {
  if (to.kind === 'feature') return betweenFeatures(from, to, target);
  if (to.kind === 'shared') return undefined;
  if (to.kind === 'app') return 'features do not know the applications';
  if (from.part === 'test')
    return to.kind === 'platform' || to.kind === 'outside' ? undefined : 'a server test needs no page';
  if (to.kind === 'outside') return 'only tests import test/';
  if (from.part === 'anywhere') return 'contract, rules and messages import only shared, zod and their like';
  if (from.part === 'portal')
    return target.startsWith('src/platform/portal/') ? undefined : 'pages for the public know only #platform/portal';
  const web = to.kind === 'ui' || to.kind === 'webkit';
  if (from.part === 'web') return web ? undefined : 'the browser cannot load the kernel';
  return web ? 'the server does not know the browser' : undefined;
};

const serverApps = new Set(['server', 'worker', 'cli']);

const fromApp = (app: string, to: Zone): string | undefined => {
  if (to.kind === 'outside') return 'only tests import test/';
  const isWebApp = !serverApps.has(app) && app === 'web';
  const isWebTarget = to.kind === 'ui' || to.kind === 'webkit' || (to.kind === 'feature' && to.part === 'web');
  if (to.kind === 'app')
    return (to.app === 'web') === isWebApp ? undefined : 'pages and processes do not import each other';
  if (isWebApp && (to.kind === 'platform' || (to.kind === 'feature' && to.part === 'server')))
    return 'the browser cannot load server code';
  return !isWebApp && isWebTarget ? 'the server does not know the browser' : undefined;
};

const lower: Readonly<Record<'shared' | 'platform' | 'ui' | 'webkit', readonly Zone['kind'][]>> = {
  shared: ['shared'],
  platform: ['shared', 'platform'],
  ui: ['shared', 'ui'],
  webkit: ['shared', 'ui', 'webkit'],
};

/** Why an import points the wrong way, or nothing where it does not. */
const objection = (i: Import): string | undefined => {
  const [from, to] = [zoneOf(i.from), zoneOf(i.to)];
  if (from.kind === 'outside' || (isTest(i.from) && to.kind === 'outside')) return undefined;
  if (from.kind === 'feature') return fromFeature(from, to, i.to);
  if (from.kind === 'app') return fromApp(from.app, to);
  return lower[from.kind].includes(to.kind) ? undefined : `${from.kind} imports only ${lower[from.kind].join(', ')}`;
};

describe('imports', () => {
  const own = imports.filter((i) => i.own);

  test('are found at all', () => {
    expect(own.length).toBeGreaterThan(10);
  });

  test('point down', () => {
    const wrong = own.flatMap((i) => {
      const why = objection(i);
      return why === undefined ? [] : [say(i, why)];
    });
    expect(wrong).toEqual([]);
  });

  test('name files that exist, with their endings', () => {
    const missing = own.filter((i) => !exists(i.to) || path.posix.extname(i.to) === '');
    expect(missing.map((i) => say(i, 'no such file'))).toEqual([]);
  });

  test('make no cycle between files', () => {
    expect(cycles(graph(own, (f) => f))).toEqual([]);
  });

  test('make no cycle between the folders of the kernel and the features', () => {
    const folder = (file: string): string => {
      const parts = file.split('/');
      if (parts[1] === 'platform') return parts.slice(0, 3).join('/');
      return parts[1] === 'features' ? parts.slice(0, 4).join('/') : '';
    };
    const inFolders = own.filter((i) => folder(i.from) !== '' && folder(i.to) !== '' && !isTest(i.from));
    expect(cycles(graph(inFolders, folder))).toEqual([]);
  });

  test('of wrapped packages stand only in their wrapper', () => {
    const wrong = imports
      .filter((i) => !i.own && !i.typeOnly)
      .flatMap((i) => {
        const rule = confined.find(
          (c) => c.package.test(i.to) && !isTest(i.from) && !c.to.some((f) => i.from.startsWith(f)),
        );
        return rule === undefined ? [] : [say(i, `use ${rule.instead}`)];
      });
    expect(wrong).toEqual([]);
  });

  test('of contract, rules and messages name no package but zod', () => {
    const wrong = imports.filter((i) => {
      const zone = zoneOf(i.from);
      return !i.own && zone.kind === 'feature' && zone.part === 'anywhere' && i.to !== 'zod';
    });
    expect(wrong.map((i) => say(i, 'only zod'))).toEqual([]);
  });
});

describe('every file in one of the features', () => {
  test('belongs to a feature of the tier list', () => {
    const strangers = new Set(
      sources.flatMap((f) => {
        const zone = zoneOf(f);
        return zone.kind === 'feature' && tierOf(zone.feature) < 0 ? [zone.feature] : [];
      }),
    );
    expect([...strangers]).toEqual([]);
  });
});
