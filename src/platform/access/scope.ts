declare const minted: unique symbol;

/**
 * Who is asking, and for which range of the tree. A Scope exists only if this module made it, so a query
 * that takes one cannot be reached without an answer to "who?".
 */
export interface Scope {
  readonly [minted]: true;
  /** Code of the county: one schema, one run-time role, one set of keys. */
  readonly county: string;
  readonly accountId: string | null;
  /** Shown in audit and file readings: the account's display name, or the system's reason. */
  readonly actor: string;
  readonly personId: string | null;
  readonly role: string;
  readonly organisationId: string | null;
  readonly organisationName: string;
  /** Where the scope's own rows (jobs, files, events) are filed. */
  readonly path: string;
  /** Rows with from ≤ org_path < to are visible. Equal bounds: none. */
  readonly from: string;
  readonly to: string;
  /** Opens the tables that are nobody's range: `accounts`, `audit`, or nothing. */
  readonly guard: string;
  readonly permissions: ReadonlySet<string>;
  /** Drills that the account holds: they open what an endpoint names beside its permission. */
  readonly drills: ReadonlySet<string>;
  readonly sessionId: string | null;
  readonly requestId: string;
  /** Where a change comes from, for the history: `screen`, `import:<id>`, a job's name. */
  readonly source: string;
}

export type ScopeFacts = Omit<Scope, typeof minted>;

/** The end of the prefix range of a path that ends in '/': '0' follows '/' in the "C" collation. */
export const rangeEnd = (path: string): string => `${path.slice(0, -1)}0`;

/** The leaf of a person's rows below the home organisation. */
export const leafPath = (path: string, personId: string): string => `${path}@${personId}/`;

/** The leaf of what an organisation deals with, which is no person's. */
export const matterPath = (path: string, id: string): string => `${path}=${id}/`;

/** The range of all matters of a path itself: nothing below it, and none of its people. '>' follows '=' in the "C" collation. */
export const mattersOf = (path: string): { readonly from: string; readonly to: string } => ({
  from: `${path}=`,
  to: `${path}>`,
});

export const noRange = { from: '', to: '' } as const;

/** Only `platform/access` and the sign-in feature call this. @internal */
export const mintScope = (facts: ScopeFacts): Scope => facts as Scope;

/** A scope over a whole county for work that nobody's session does: migrations of data, sweeps, seeds. */
export const systemScope = (county: string, reason: string, options: { guard?: string; source?: string } = {}): Scope =>
  mintScope({
    county,
    accountId: null,
    actor: reason,
    personId: null,
    role: 'system',
    organisationId: null,
    organisationName: '',
    path: '/',
    from: '/',
    to: '0',
    guard: options.guard ?? 'system',
    permissions: new Set(),
    drills: new Set(),
    sessionId: null,
    requestId: reason,
    source: options.source ?? reason,
  });

/** Nobody in particular: sees no protected row. */
export const publicScope = (county: string, requestId: string): Scope =>
  mintScope({
    county,
    accountId: null,
    actor: 'public',
    personId: null,
    role: 'public',
    organisationId: null,
    organisationName: '',
    path: '',
    ...noRange,
    guard: '',
    permissions: new Set(),
    drills: new Set(),
    sessionId: null,
    requestId,
    source: 'public',
  });

/** The same person in another light: a job's source, a purge that sees voided rows. @internal */
export const withSource = (scope: Scope, source: string): Scope => mintScope({ ...scope, source });

export const may = (scope: Scope, permission: string): boolean => scope.permissions.has(permission);

/** Whether a row filed under `path` lies in the scope's range: the same comparison as the policies'. */
export const covers = (scope: Scope, path: string): boolean => path >= scope.from && path < scope.to;
