import { describe, expect, test } from 'vitest';
import { features } from '#apps/web/features.ts';
import { permissionTable, type Role } from '#features/base/accounts/permissions/rules.ts';
import type { PageRoute } from '#webkit/router.tsx';
import { filled } from './samples.ts';
import { axeViolations, desktop, elder, phone, useStage, type View } from './stage.ts';

const stage = useStage();

const roleFor = (permission: string | undefined, otherwise: Role): Role => {
  if (permission === undefined) return otherwise;
  const roles = (permissionTable as Readonly<Record<string, readonly Role[]>>)[permission] ?? [];
  return roles.includes(otherwise) ? otherwise : (roles[0] ?? otherwise);
};

const visit = async (route: PageRoute, base: string, otherwise: Role, view: View): Promise<void> => {
  const client = await stage.current.as(roleFor(route.permission, otherwise));
  const path = await filled(route.path, stage.current, client);
  const { page, faults } = await stage.current.open(`${base}${path}`, { client, view });
  expect(await axeViolations(page)).toEqual([]);
  expect(faults).toEqual([]);
  const spills = await page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth + 1');
  expect(spills, 'the page scrolls sideways').toBe(false);
  await page.context().close();
};

const start: PageRoute = { path: '', title: ['', ''], lazy: () => Promise.reject(new Error('the shell loads it')) };
const office = [start, ...features.flatMap((feature) => feature.office ?? [])];
const pocket = [start, { ...start, path: 'me' }, ...features.flatMap((feature) => feature.phone ?? [])];

describe('every page of the office', () => {
  test.each(office)('/$path is accessible on the desktop', (route) => visit(route, '/', 'branch_secretary', desktop));
});

describe('every page of the phone', () => {
  test.each(pocket)('/m/$path is accessible', (route) => visit(route, '/m/', 'member', phone));
  test.each(pocket)('/m/$path is accessible in the elder view', (route) => visit(route, '/m/', 'member', elder));
});
