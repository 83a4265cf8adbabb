import { sql, type Selectable } from 'kysely';
import type { Scope } from '#platform/access/scope.ts';
import type { AdmissionFact } from '#platform/db/schema.gen.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import type { Calendar } from '#features/base/rules/calendar/rules.ts';
import { visibleCases, visibleFacts } from '../access.ts';
import { reached } from '../rules.ts';
import { clocksOf, type Clock } from '../rules/clocks/rules.ts';
import { pathOf, type StepState } from '../rules/path/rules.ts';
import { stageOf, valuesOf } from '../rules/rules.ts';
import type { CaseFact, CaseFacts, Pack, StepId } from '../steps.ts';

export type FactRow = Selectable<AdmissionFact>;

/** A case with its person and the branch in which both are filed. */
export const withPerson = (cases: ReturnType<typeof visibleCases>) =>
  cases
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .innerJoin('organisation as b', (join) => join.on(sql<boolean>`b.path = split_part(c.org_path, '@', 1)`))
    .selectAll('c')
    .select(['p.name', 'p.birth_date', 'b.id as branch_id', 'b.path as branch_path', 'b.short_name as branch']);

export type CaseRow = Awaited<ReturnType<ReturnType<typeof withPerson>['executeTakeFirstOrThrow']>>;

/** One case as the scope sees it. @throws AppError not_found */
export const caseRow = async (db: Db, scope: Scope, id: string): Promise<CaseRow> => {
  const row = await withPerson(visibleCases(db, scope)).where('c.id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  return row;
};

/** All facts of a case by day, those taken back too. */
export const factRows = (db: Db, scope: Scope, caseId: string): Promise<FactRow[]> =>
  visibleFacts(db, scope).selectAll('f').where('f.case_id', '=', caseId).orderBy('f.on_day').orderBy('f.id').execute();

const votesOf = (row: FactRow): CaseFact['votes'] =>
  row.entitled === null
    ? undefined
    : {
        entitled: row.entitled,
        present: row.present ?? 0,
        yes: row.yes ?? 0,
        no: row.no ?? 0,
        abstain: row.abstain ?? 0,
        writtenOpinions: row.written_opinions ?? 0,
        secret: row.secret === true,
      };

const known = <K extends string, V>(key: K, value: V | null | undefined): { readonly [key in K]?: V } =>
  (value === null || value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: V };

export const factOf = (row: FactRow): CaseFact => ({
  id: row.id,
  step: row.step,
  on: row.on_day,
  outcome: row.outcome,
  ...known('until', row.until_day),
  ...known('hours', row.hours),
  ...known('days', row.days),
  ...known('people', row.people),
  ...known('special', row.special),
  ...known('months', row.months),
  ...known('received', row.received_on),
  ...known('votes', votesOf(row)),
});

/** What of a case its path is reckoned from, beside the facts. */
export type StandingRow = Pick<CaseRow, 'id' | 'begun_under' | 'birth_date' | 'has_committee' | 'transferred_in'>;

export const factsFor = (row: StandingRow, facts: readonly FactRow[]): CaseFacts => ({
  begunUnder: row.begun_under as Pack,
  born: row.birth_date,
  facts: facts.filter(({ voided_at: voided }) => voided === null).map(factOf),
  hasCommittee: row.has_committee,
  transferredIn: row.transferred_in,
});

export const stepsOf = (facts: CaseFacts, calendar: Calendar, today: string): readonly StepState[] =>
  pathOf(facts, valuesOf(facts.begunUnder), calendar, today);

const byApplicant: ReadonlySet<StepId> = new Set<StepId>(['application', 'applicationBook', 'conversionRequest']);

/** The clocks of a row, as `owedOf` wrote them; nothing else does. */
export const clocksIn = ({ clocks }: Pick<CaseRow, 'clocks'>): readonly Clock[] => clocks as unknown as Clock[];

/** What is owed next: all clocks that run, and of the most pressing one what the lists are ordered by. */
export const owedOf = (facts: CaseFacts, calendar: Calendar, today: string) => {
  const clocks = clocksOf(stepsOf(facts, calendar, today), calendar);
  const [next] = clocks;
  return {
    clocks: JSON.stringify(clocks),
    clocks_on: today,
    next_step: next?.step ?? null,
    next_actor: next === undefined ? null : byApplicant.has(next.step) ? 'applicant' : next.place,
    next_from: next?.from ?? null,
    due_on: next?.due ?? null,
  };
};

/** A case that has ended owes nothing. */
export const owesNothing = { clocks: '[]', next_step: null, next_actor: null, next_from: null, due_on: null };

const gates = {
  activist_on: 'activist',
  candidate_on: 'candidate',
  consented_on: 'candidateConsent',
  vetted_on: 'vetting',
  trained_on: 'training',
  prechecked_on: 'precheck',
  admitted_on: 'admissionMeeting',
  approved_on: 'approval',
  converted_on: 'conversionMeeting',
  full_on: 'conversionApproval',
} as const satisfies Record<string, StepId>;

/** The days of the gates: the database holds their order and the years between them. */
const gatesOf = (facts: readonly CaseFact[]): Record<keyof typeof gates, string | null> =>
  Object.fromEntries(
    Object.entries(gates).map(([column, step]) => [column, reached(facts, step)?.on ?? null]),
  ) as Record<keyof typeof gates, string | null>;

/** What a case keeps of its path, for the lists and for the rules that the database holds. */
export const keptOf = (facts: CaseFacts, calendar: Calendar, today: string) => ({
  stage: stageOf(facts),
  ...gatesOf(facts.facts),
  ...owedOf(facts, calendar, today),
});
