import path from 'node:path';
import type { Page } from 'playwright-core';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { permissionTable, type Role } from '#features/base/accounts/permissions/rules.ts';
import { root } from '../architecture/tree.ts';
import { nameKeepers } from '#features/management/dues/factory.ts';
import type { Client } from '#test/harness/client.ts';
import { filled } from './samples.ts';
import { axeViolations, desktop, elder, phone, useStage, type View } from './stage.ts';

interface PageRoute {
  readonly path: string;
  readonly permission?: string;
}

// By address: the pages are typed by the browser's project, which knows the document; the routes are all that is read here.
const { offices } = (await import(pathToFileURL(path.join(root, 'src/apps/web/office/features.ts')).href)) as {
  offices: readonly { readonly pages: readonly PageRoute[] }[];
};
const { features } = (await import(pathToFileURL(path.join(root, 'src/apps/web/features.ts')).href)) as {
  features: readonly { readonly phone?: readonly PageRoute[] }[];
};

const stage = useStage();

const roleFor = (permission: string | undefined, otherwise: Role): Role => {
  if (permission === undefined) return otherwise;
  const roles = (permissionTable as Readonly<Record<string, readonly Role[]>>)[permission] ?? [];
  return roles.includes(otherwise) ? otherwise : (roles[0] ?? otherwise);
};

/**
 * Signs in what one presses that a reader of the page hears in English beside its Chinese: names that the component library
 * gives them. Those of its steps, menus and number inputs can be given no others.
 */
const foreignSigns = `[...document.querySelectorAll(':is(a, button, .ant-select, .ant-picker, .ant-alert) [role=img][aria-label]')]
  .filter((sign) => !sign.closest('[aria-hidden=true]') && /^[a-z -]+$/.test(sign.getAttribute('aria-label')))
  .map((sign) => sign.getAttribute('aria-label'))`;

/** One visitor and one browser profile for each role and view: what all pages share is fetched and compiled once. */
const visitors = new Map<string, { readonly client: Client; readonly blank: Page | undefined }>();

const visit = async (route: PageRoute, base: string, otherwise: Role, view: View): Promise<void> => {
  const role = roleFor(route.permission, otherwise);
  const who = `${role} ${view.name}`;
  const { client, blank } = visitors.get(who) ?? { client: await stage.current.as(role), blank: undefined };
  await nameKeepers(stage.current, stage.current.tree.branchA1);
  const address = await filled(route.path, stage.current, client);
  const { page, faults } = await stage.current.open(`${base}${address}`, { client, view, beside: blank });
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
  expect(await page.evaluate<string[]>(foreignSigns)).toEqual([]);
  // A phone widens its window to what is too wide for it, so the view's own width is the measure.
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width, 'the page scrolls sideways').toBeLessThanOrEqual(view.width + 1);
  if (blank === undefined) visitors.set(who, { client, blank: await page.context().newPage() });
  await page.close();
};

const start: PageRoute = { path: '' };
const office = [start, ...offices.flatMap((feature) => feature.pages)];
const pocket = [start, { path: 'me' }, { path: 'unsent' }, ...features.flatMap((feature) => feature.phone ?? [])];

describe('every page of the office', () => {
  test.each(office)('/$path is accessible on the desktop', (route) => visit(route, '/', 'branch_secretary', desktop));
  test.each(office)('/$path is accessible on a narrow screen', (route) => visit(route, '/', 'branch_secretary', phone));
});

describe('every page of the phone', () => {
  test.each(pocket)('/m/$path is accessible', (route) => visit(route, '/m/', 'member', phone));
  test.each(pocket)('/m/$path is accessible in the elder view', (route) => visit(route, '/m/', 'member', elder));
});
