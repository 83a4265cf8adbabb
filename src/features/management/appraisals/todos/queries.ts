import type { TodoItem, TodoSource } from '#platform/feature.ts';
import type { Scope } from '#platform/access/scope.ts';
import type { Db } from '#platform/db/types.ts';
import { notFound } from '#shared/errors.ts';
import { visibleAppraisals } from '../access.ts';
import { closeAppraisal, tellAppraisal } from '../follow/commands.ts';
import { ownAppraisalsOf } from '../own/queries.ts';
import { nextStep } from '../rules.ts';
import { partsOf, progressOf } from '../queries.ts';

interface Found {
  readonly count: number;
  readonly items: readonly TodoItem[];
}

const limited = (items: readonly TodoItem[], limit: number): Found => ({
  count: items.length,
  items: items.slice(0, limit),
});

const openOnes = (db: Db, scope: Scope) => visibleAppraisals(db, scope).where('a.state', 'in', ['running', 'graded']);

/** The next step of the own branch's appraisal. The last day of its year is that of the duty. */
const nextSteps: TodoSource = {
  kind: 'appraisals.step',
  permission: 'appraisals.keep',
  link: '/inbox?kind=appraisals.step',
  async list(db, scope, _county, { limit }) {
    const rows = await openOnes(db, scope)
      .where('a.organisation_id', '=', scope.organisationId ?? '')
      .select(['a.id', 'a.year', 'a.version'])
      .orderBy('a.year')
      .execute();
    const items: TodoItem[] = [];
    for (const { id, year, version } of rows) {
      const step = nextStep(progressOf(await partsOf(db, scope, id)));
      if (step === null || step === 'confirm') continue;
      const link = `/appraisals/${id}`;
      items.push({
        id,
        params: { year },
        link,
        dueOn: `${year}-12-31`,
        ruleId: 'meeting.appraisal',
        why: `appraisal_${step}`,
        ...(step === 'tell' || step === 'report' ? { finish: version } : {}),
      });
    }
    return limited(items, limit);
  },
  // What needs nothing but a yes: telling each member the own grade, reporting upward.
  async finish(tx, scope, county, { id, version }) {
    const step = nextStep(progressOf(await partsOf(tx, scope, id)));
    if (step === 'tell') await tellAppraisal(tx, scope, county, id, version);
    else if (step === 'report') await closeAppraisal(tx, scope, county, id, version);
    else throw notFound();
  },
};

/** Counts that wait for somebody else than the one who entered them. */
const secondCounts: TodoSource = {
  kind: 'appraisals.confirm',
  permission: 'appraisals.confirm',
  link: '/inbox?kind=appraisals.confirm',
  async list(db, scope, _county, { limit }) {
    const rows = await openOnes(db, scope)
      .innerJoin('appraisal_tally as t', 't.appraisal_id', 'a.id')
      .innerJoin('organisation as o', 'o.id', 'a.organisation_id')
      .where('t.confirmed_at', 'is', null)
      .where((e) => e.or([e('t.entered_by', 'is', null), e('t.entered_by', '<>', scope.accountId ?? '')]))
      .select(['a.id', 'a.year', 'o.short_name as branch'])
      .orderBy('a.id')
      .execute();
    const items = rows.map(({ id, year, branch }) => ({
      id,
      params: { year, branch },
      link: `/appraisals/${id}`,
      dueOn: null,
      ruleId: null,
      why: 'appraisal_confirm',
    }));
    return limited(items, limit);
  },
};

/** Objections without an answer, talks that 基本合格 asks for, and measures under way with their clock. */
const followUps: TodoSource = {
  kind: 'appraisals.follow',
  permission: 'appraisals.keep',
  link: '/inbox?kind=appraisals.follow',
  async list(db, scope, _county, { limit }) {
    const rows = await visibleAppraisals(db, scope)
      .innerJoin('appraisal_person as p', 'p.appraisal_id', 'a.id')
      .leftJoin('appraisal_follow_up as f', (join) =>
        join.onRef('f.appraisal_id', '=', 'p.appraisal_id').onRef('f.person_id', '=', 'p.person_id'),
      )
      .where('a.organisation_id', '=', scope.organisationId ?? '')
      .where('a.state', 'in', ['graded', 'closed'])
      .where((e) =>
        e.or([
          e.and([e('p.response', '=', 'objected'), e('p.answer', 'is', null)]),
          e.and([e('p.grade', '=', 'basic'), e('p.talk_on', 'is', null)]),
          e.and([e('p.grade', '=', 'unqualified'), e('f.finished_on', 'is', null)]),
        ]),
      )
      .select([
        'a.id',
        'a.year',
        'p.person_id',
        'p.name',
        'p.grade',
        'p.response',
        'p.answer',
        'f.measure',
        'f.until_on',
      ])
      .orderBy('f.until_on')
      .orderBy('a.id')
      .orderBy('p.person_id')
      .execute();
    const items = rows.map((row) => {
      const objected = row.response === 'objected' && row.answer === null;
      const term = !objected && row.until_on !== null;
      return {
        id: `${row.id}:${row.person_id}`,
        params: { year: row.year, name: row.name },
        link: `/appraisals/${row.id}`,
        dueOn: term ? row.until_on : null,
        ruleId: term ? 'correction.normal' : null,
        why: objected ? 'appraisal_objection' : row.grade === 'basic' ? 'appraisal_talk' : 'appraisal_measure',
      };
    });
    return limited(items, limit);
  },
};

/** What a member has to do about the own appraisal: write, or read and respond. */
const ownOnes: TodoSource = {
  kind: 'appraisals.own',
  permission: 'own.appraisals',
  link: '/inbox?kind=appraisals.own',
  async list(db, scope, _county, { limit }) {
    if (scope.personId === null) return { count: 0, items: [] };
    const { items } = await ownAppraisalsOf(db, scope);
    const waiting = items.filter(
      ({ can, self, part }) => can.respond || (can.write && self === null && part === 'graded'),
    );
    return limited(
      waiting.map(({ id, year, can }) => ({
        id,
        params: { year },
        link: '/own-appraisals',
        dueOn: null,
        ruleId: null,
        why: can.respond ? 'appraisal_respond' : 'appraisal_write',
      })),
      limit,
    );
  },
};

export const appraisalTodos: readonly TodoSource[] = [nextSteps, secondCounts, followUps, ownOnes];
