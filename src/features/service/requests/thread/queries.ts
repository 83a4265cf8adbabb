import { z } from 'zod';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db } from '#platform/db/types.ts';
import type { Why } from '#features/base/rules/rules.ts';
import { visibleEntries } from '../access.ts';
import { PlacePoint } from '../places/contract.ts';
import { rounded, type Point } from '../places/rules.ts';
import { AnsweredPoint, Opinion } from '../work/points/contract.ts';

const Written = z.object({
  text: z.string(),
  name: z.string().nullable(),
  phone: z.string().nullable(),
  point: PlacePoint.nullable().default(null),
});
export type Written = z.infer<typeof Written>;

const given = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** What somebody wrote, as its columns hold it. */
export const sealRequest = (
  { crypto }: County,
  {
    text,
    name,
    phone,
    point,
  }: {
    readonly text: string;
    readonly name?: string | undefined;
    readonly phone?: string | undefined;
    readonly point?: Point | undefined;
  },
): { readonly sealed: Buffer; readonly key_id: number } => {
  const written: Written = {
    text,
    name: given(name),
    phone: given(phone),
    point: point === undefined ? null : rounded(point),
  };
  return { sealed: crypto.encrypt(JSON.stringify(written)), key_id: crypto.currentKeyId };
};

export const openRequest = ({ crypto }: County, sealed: Buffer): Written =>
  Written.parse(JSON.parse(crypto.decrypt(sealed)));

const Words = z.object({
  text: z.string(),
  way: z.string().nullable(),
  points: z.array(AnsweredPoint).default([]),
  opinion: Opinion.nullable().default(null),
});

/** The thread of a request, the oldest first. */
export const threadOf = async (db: Db, scope: Scope, { crypto }: County, requestId: string) => {
  const rows = await visibleEntries(db, scope, requestId)
    .select(['e.at', 'e.kind', 'e.actor', 'e.sealed', 'u.short_name as unit'])
    .execute();
  return rows.map(({ at, kind, actor, sealed, unit }) => ({
    at,
    kind,
    unitName: unit,
    actor,
    ...(sealed === null
      ? { text: null, way: null, points: [], opinion: null }
      : Words.parse(JSON.parse(crypto.decrypt(sealed)))),
  }));
};

/** The reason of a clock as it travels. */
export const whyView = (why: Why) => ({ ...why, inputs: { ...why.inputs }, steps: [...why.steps] });
