/**
 * Open311 GeoReport v2 (the text at wiki.open311.org/GeoReport_v2, "frozen and finalized"): names, sizes and what our states mean in
 * it. What the text leaves open is decided in docs/decisions/0017-open311.md.
 */
import { isOpen, type RequestState, requestStates } from '#features/service/requests/rules.ts';

export const specification = 'http://wiki.open311.org/GeoReport_v2';

export const formats = { xml: 'text/xml', json: 'application/json' } as const;
export type Format = keyof typeof formats;

export const longestDescription = 4_000;
/** "Default query limit is a span of 90 days or first 1000 requests returned, whichever is smallest." */
export const longestSpanDays = 90;
export const mostRequests = 1_000;

export const statuses = ['open', 'closed'] as const;
export type Status = (typeof statuses)[number];

/** Answered is open: the one who asked has not accepted it yet. */
export const statusOf = (state: RequestState): Status => (isOpen(state) || state === 'answered' ? 'open' : 'closed');
export const statesOf = (status: Status): readonly RequestState[] =>
  requestStates.filter((state) => statusOf(state) === status);

interface NamedArea {
  readonly id: string;
  readonly name: string;
  readonly under: string;
}

const withoutSuffix = (name: string): string => name.replace(/(村|社区|居委会|街道|镇|乡)$/u, '');

/** Areas that an address names: by the whole name, else by it without 村 or 社区; of several with one name those whose township it names too. */
export const areasNamedIn = (address: string, areas: readonly NamedArea[]): readonly NamedArea[] => {
  const text = address.normalize('NFKC').replaceAll(/\s/gu, '');
  const names = (name: string): boolean => name.length > 1 && text.includes(name);
  const whole = areas.filter(({ name }) => names(name));
  const found = whole.length > 0 ? whole : areas.filter(({ name }) => names(withoutSuffix(name)));
  const placed = found.filter(({ under }) => names(withoutSuffix(under)));
  return placed.length > 0 ? placed : found;
};

/** W3 date and time ("2010-01-01T00:00:00Z"); a bare day is its beginning. Undefined where it is none. */
export const readInstant = (text: string): Date | undefined => {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(text)) return undefined;
  const instant = new Date(text.length === 10 ? `${text}T00:00:00Z` : text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
};

/** Without the parts of a second, as the text writes it. */
export const writeInstant = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`;

/** The end of a day of the county's calendar. */
export const endOfDay = (day: string): string => `${day}T23:59:59+08:00`;

export interface Span {
  readonly since: Date;
  readonly until: Date;
}

const dayMs = 86_400_000;

/** The span that a question asks for: the last 90 days, or 90 from where it begins or ends. Undefined where it is longer or reversed. */
export const spanOf = (start: Date | undefined, end: Date | undefined, now: Date): Span | undefined => {
  const whole = longestSpanDays * dayMs;
  const until = end ?? (start === undefined ? now : new Date(Math.min(now.getTime(), start.getTime() + whole)));
  const since = start ?? new Date(until.getTime() - whole);
  const length = until.getTime() - since.getTime();
  return length < 0 || length > whole ? undefined : { since, until };
};
