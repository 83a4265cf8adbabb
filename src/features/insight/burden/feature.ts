import type { Feature } from '#platform/feature.ts';
import { burdenRoutes } from './routes.ts';

/** Filled by the page, never by a person. */
const ofThePage: ReadonlySet<string> = new Set(['version', 'organisationId', 'type']);

/** How many fields the form of each command shows, as its contract says. */
const shownFields = (features: readonly Feature[]): ReadonlyMap<string, number> =>
  new Map(
    features
      .flatMap((feature) => feature.routes ?? [])
      .flatMap(({ kind, endpoint }): [string, number][] => {
        const body: unknown = endpoint.body;
        if (kind !== 'command' || typeof body !== 'object' || body === null || !('shape' in body)) return [];
        const names = Object.keys(body.shape as object).filter((name) => !ofThePage.has(name));
        return [[endpoint.name, Math.max(1, names.length)]];
      }),
  );

/** What the other features ask of branches. */
export const burdenOfAll = (features: readonly Feature[]): Feature => ({
  name: 'burden',
  routes: burdenRoutes(shownFields(features)),
});
