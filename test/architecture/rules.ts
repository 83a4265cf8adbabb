/** What may import what. The tests in this folder apply these tables; a change of architecture is a change of this file. */
import path from 'node:path';

/**
 * Features from the bottom up: a server file may import another feature only where that feature stands higher in this
 * list (an earlier line), and only through its `index.ts`, `contract.ts` or `rules.ts`. Features of one line do not
 * know each other. The pillars (management, education, service, supervision) never meet here: they meet by event, or in
 * `src/apps/`.
 */
export const tiers: readonly (readonly string[])[] = [
  ['base/rules'],
  // What runs long is shown by whoever started it, so the pages of every feature may read jobs.
  ['base/jobs', 'base/upkeep'],
  ['base/approvals'],
  ['base/organisations'],
  ['base/members'],
  ['base/accounts'],
  ['base/audit'],
  ['base/inbox', 'base/keys'],
  // Whoever has signed in on the portal, for what residents do there.
  ['service/residents'],
  // It counts the audit and names no feature; whoever asks something of a branch shows first what that costs.
  ['insight/burden'],
  // A live thread is about something: what it is about stands above it.
  ['service/talks'],
  // Votes, dues of an organisation and its duties rest on meetings that were held.
  ['management/meetings'],
  // Programs of others keep records of learning here; it knows no other feature of education.
  ['education/records'],
  // What else residents bring without an account follows the ways of requests: codes, scopes of one leaf, the unit of a place.
  ['service/requests'],
  // Courses, exams and recall ask what the bank holds; what somebody has learnt rests on all of them.
  ['education/bank'],
  // Courseware of others: read, handed out and run; a course shows it as a unit.
  ['education/packages'],
  ['education/courses'],
  ['education/exams'],
  ['education/study', 'education/recall', 'education/practice'],
  [
    'management/duties',
    'management/admission',
    'management/transfers',
    'management/outflow',
    'management/dues',
    'management/appraisals',
    'management/elections',
    'management/operations',
    'education/courses',
    'education/exams',
    'education/study',
    'education/practice',
    'service/wishes',
    'service/care',
    'supervision/mailbox',
    'supervision/forum',
    'supervision/disclosure',
    'supervision/consultations',
    'supervision/opinion',
  ],
  ['insight/dashboards', 'insight/statistics', 'insight/publishing', 'insight/exchange'],
];

export const tierOf = (feature: string): number => tiers.findIndex((line) => line.includes(feature));

/**
 * The only files a feature folder (or a sub-concern folder in it) may hold, apart from `web/`, `portal/` and tests. `codes.ts` holds
 * closed code tables, `catalogue.ts` the declarations of personal fields: both are words of their own since masks,
 * import and exchange all read them.
 */
export const featureFiles: ReadonlySet<string> = new Set([
  'README.md',
  'feature.ts',
  'index.ts',
  'contract.ts',
  'rules.ts',
  'access.ts',
  'queries.ts',
  'commands.ts',
  'routes.ts',
  'jobs.ts',
  'messages.ts',
  'factory.ts',
  // What the person is: base/members declares its fields and code tables once for the whole platform.
  'codes.ts',
  'catalogue.ts',
  // The 25 steps of admission and the shape of a dated fact: one table under rules, papers, pages and database.
  'steps.ts',
]);

/** Files that run anywhere: browser, server, worker thread. */
export const anywhereFiles: ReadonlySet<string> = new Set([
  'contract.ts',
  'rules.ts',
  'messages.ts',
  'codes.ts',
  'catalogue.ts',
  'steps.ts',
]);

/** A folder `packs/` holds data only: rule packs, code tables. It may name its files as it likes, and runs anywhere. */
export const isPack = (file: string): boolean => file.split('/').at(-2) === 'packs';

export type Zone =
  | { readonly kind: 'shared' | 'platform' | 'ui' | 'webkit' | 'outside' }
  | { readonly kind: 'app'; readonly app: string }
  | {
      readonly kind: 'feature';
      readonly feature: string;
      readonly part: 'anywhere' | 'server' | 'web' | 'portal' | 'test';
    };

/** Where a file of `src/` stands. */
export const zoneOf = (file: string): Zone => {
  const parts = file.split('/');
  const [top, zone, second, third] = parts;
  if (top !== 'src') return { kind: 'outside' };
  if (zone === 'shared' || zone === 'platform' || zone === 'ui' || zone === 'webkit') return { kind: zone };
  if (zone === 'apps') return { kind: 'app', app: second ?? '' };
  if (zone !== 'features') return { kind: 'outside' };
  const feature = `${second}/${third}`;
  const name = path.posix.basename(file);
  if (parts.slice(4).includes('web') || parts[4] === 'web') return { kind: 'feature', feature, part: 'web' };
  if (/\.test\.tsx?$/.test(name) || name === 'factory.ts') return { kind: 'feature', feature, part: 'test' };
  // Pages for the public: rendered by the server, yet they know no more of the feature than a browser does.
  if (parts.slice(4, -1).includes('portal')) return { kind: 'feature', feature, part: 'portal' };
  return { kind: 'feature', feature, part: anywhereFiles.has(name) || isPack(file) ? 'anywhere' : 'server' };
};

/** Packages that one place wraps, so that the rest of the code cannot tell which library does the work. */
export const confined: readonly {
  readonly package: RegExp;
  readonly to: readonly string[];
  readonly instead: string;
}[] = [
  {
    package: /^pg$/,
    to: ['src/platform/', 'src/apps/deployment.ts', 'bench/', 'scripts/', 'test/'],
    instead: '#platform/db',
  },
  { package: /^graphile-worker$/, to: ['src/platform/', 'src/apps/worker/'], instead: '#platform/jobs' },
  { package: /^(pino|pino-.*)$/, to: ['src/platform/log/'], instead: '#platform/log' },
  {
    package: /^(yauzl|saxes|@e965\/xlsx)$/,
    to: ['src/platform/sheets/', 'bench/', 'test/'],
    instead: '#platform/sheets',
  },
  { package: /^pdfkit$/, to: ['src/platform/documents/'], instead: '#platform/documents' },
  { package: /^docxtemplater$/, to: ['src/platform/documents/'], instead: '#platform/documents' },
  { package: /^docx$/, to: ['src/platform/documents/'], instead: '#platform/documents' },
  { package: /^uuid$/, to: ['src/shared/ids.ts'], instead: '#shared/ids.ts' },
  {
    package: /^(@node-rs\/argon2|otpauth)$/,
    to: ['src/platform/crypto/', 'src/features/base/accounts/', 'test/', 'bench/'],
    instead: 'base/accounts',
  },
  {
    package: /^(fastify|@fastify\/.*)$/,
    to: ['src/platform/', 'src/apps/server/', 'test/'],
    instead: '#platform/http',
  },
  { package: /^@node-rs\/jieba$/, to: ['src/platform/text/'], instead: '#platform/text/segment.ts' },
  { package: /^feedsmith$/, to: ['src/features/insight/publishing/portal/'], instead: 'publishing' },
  { package: /^nodemailer$/, to: ['src/features/base/inbox/channels/'], instead: 'base/inbox' },
  { package: /^chinese-days$/, to: ['src/features/base/rules/', 'src/shared/', 'scripts/'], instead: 'base/rules' },
  { package: /^playwright-core$/, to: ['scripts/', 'test/', 'bench/'], instead: 'nothing: browsers belong to tests' },
  { package: /^@tanstack\/react-query$/, to: ['src/webkit/', 'src/apps/web/'], instead: '#webkit/query' },
];

/** Words of the trade that the kernel, the design system and the shared code must not know. Compared word by word. */
export const domainWords: ReadonlySet<string> = new Set(
  `party branch branches member members membership dues roster secretary committee township village resident residents
  applicant applicants probationary admission admissions election elections ballot ballots cadre grassroots congress`
    .split(/\s+/)
    .filter((w) => w !== ''),
);
export const domainCharacters = /党员|党委|党费|党组织|支部书记|党支部|书记|乡镇|村民|居民|预备|发展对象|组织生活/;

/** Words that say nothing about what is inside, wherever they stand in a file's name. */
export const emptyWords: ReadonlySet<string> = new Set('util utils helper helpers common misc'.split(' '));
/** The same, where they end the name: `member-service.ts`, but not `service-rules.ts`, rules of the service pillar. */
export const emptyEndings: ReadonlySet<string> = new Set(
  'manager managers handler handlers data info service services'.split(' '),
);
