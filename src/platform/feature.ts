import type { JobHandler } from '#platform/jobs/jobs.ts';
import type { TaskHandler } from '#platform/jobs/runner.ts';
import type { OutboxListener } from '#platform/outbox/dispatcher.ts';
import type { Mount } from '#platform/http/mount.ts';
import type { Route } from '#platform/http/route.ts';
import type { PortalPart } from '#platform/portal/page.ts';
import type { Scope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Db, Tx } from '#platform/db/types.ts';
import type { KeptParams, Text } from '#shared/text.ts';

/** One thing that waits for somebody. Derived where it arises and never stored. */
export interface TodoItem {
  /** Unique within its kind. */
  readonly id: string;
  /** What fills the text `todo.<kind>` of the feature's pages; words that are data stand in both languages. */
  readonly params: KeptParams;
  readonly link: string;
  readonly dueOn: string | null;
  /** The rule from which the day follows. */
  readonly ruleId: string | null;
  /** Why it is mine: the text `todo.why.<why>`. */
  readonly why: string;
  /** Where one action settles it, the version that the person has seen. */
  readonly finish?: number;
}

export interface Finishing {
  readonly id: string;
  readonly version: number;
  readonly note: string;
}

/** A list of things that wait, as the inbox asks for it. */
export interface TodoSource {
  readonly kind: string;
  readonly permission: string;
  /** The page that lists all of them. */
  readonly link: string;
  /** The most pressing first, and how many there are: the total of the list behind `link`. */
  list(
    db: Db,
    scope: Scope,
    county: County,
    page: { readonly limit: number },
  ): Promise<{ readonly count: number; readonly items: readonly TodoItem[] }>;
  /** Settles one in place, where its items say that they can be: by the feature's own command, with its refusals. */
  /** Whether a word may be said about it; else it needs a yes alone. */
  readonly takesNote?: boolean;
  finish?(tx: Tx, scope: Scope, county: County, one: Finishing): Promise<void>;
}

/** One thing that somebody started, and where it is. Derived as to-dos are. */
export interface StartedItem {
  readonly id: string;
  /** What fills the text `started.<kind>` of the feature's pages. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly link: string;
  /** How it stands: the text `started.state.<state>`. */
  readonly state: string;
  /** Where it waits; null where it does not. */
  readonly where: string | null;
  readonly at: string;
}

export interface StartedSource {
  readonly kind: string;
  readonly permission: string;
  /** What is under way, and what ended since an instant; the newest first. */
  list(
    db: Db,
    scope: Scope,
    county: County,
    page: { readonly since: string; readonly limit: number },
  ): Promise<readonly StartedItem[]>;
}

/** What a feature adds to the platform. The list of all of them answers "what can it do?" (`src/apps/features.ts`). */
export interface Feature {
  readonly name: string;
  readonly routes?: readonly Route[];
  /** Pages for the public, which run no script. */
  readonly portal?: PortalPart;
  /** Interfaces whose form others have published. */
  readonly mounts?: readonly Mount[];
  /** Jobs that people see, by kind. */
  readonly jobs?: Readonly<Record<string, JobHandler>>;
  /** What is done at once when a job of that kind has failed or was cancelled; it may be done twice. */
  readonly settles?: Readonly<Record<string, TaskHandler>>;
  /** Jobs that nobody sees: sweeps and listeners. */
  readonly tasks?: Readonly<Record<string, TaskHandler>>;
  readonly listeners?: readonly OutboxListener[];
  /** What waits for a person, for the inbox. */
  readonly todos?: readonly TodoSource[];
  /** What a person started, for the workbench. */
  readonly started?: readonly StartedSource[];
  /** What a notice of a kind says on channels that are not pages; the pages have the same as `notice.<kind>`. */
  readonly notices?: Readonly<Record<string, Text>>;
  /** Lines of a crontab naming tasks: '0 3 * * * members.purge'. Times are UTC. */
  readonly crontab?: readonly string[];
}
