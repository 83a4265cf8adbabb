import { z } from 'zod';
import type { Feature } from '#platform/feature.ts';
import { burdenRoutes } from './routes.ts';

/** Filled by the page, never by a person. */
const ofThePage: ReadonlySet<string> = new Set(['version', 'organisationId', 'type']);

const isRequired = (field: unknown): boolean => field instanceof z.ZodType && !field.safeParse(undefined).success;

/** How many fields the form of each command requires, as its contract says. */
const requiredFields = (features: readonly Feature[]): ReadonlyMap<string, number> =>
  new Map(
    features
      .flatMap((feature) => feature.routes ?? [])
      .flatMap(({ kind, endpoint }): [string, number][] => {
        const body: unknown = endpoint.body;
        if (kind !== 'command' || typeof body !== 'object' || body === null || !('shape' in body)) return [];
        const fields = Object.entries(body.shape as object);
        const asked = fields.filter(([name, field]) => !ofThePage.has(name) && isRequired(field));
        return [[endpoint.name, Math.max(1, asked.length)]];
      }),
  );

/** What the other features ask of branches. */
export const burdenOfAll = (features: readonly Feature[]): Feature => ({
  name: 'burden',
  routes: burdenRoutes(requiredFields(features)),
});
