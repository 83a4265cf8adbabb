import { describe, expect, it } from 'vitest';
import { useApp } from '#test/harness/app.ts';
import { askRule, calendarYear, fillCalendarYear, ruleList, setCalendarYear } from './contract.ts';

describe('rules and the calendar through the front door', () => {
  const app = useApp();

  it('shows every rule with its article, and which version is in force', async () => {
    const secretary = await app.current.as('branch_secretary');
    const { items } = await secretary.call(ruleList, { query: { on: '2026-05-10' } });
    expect(items.length).toBeGreaterThan(40);
    expect(items.every((rule) => rule.article !== '' && rule.golden.length > 0)).toBe(true);
    expect(items.find((rule) => rule.id === 'branch.minFull')?.golden[0]?.says).toEqual({
      zh: '3名正式党员应当成立党支部',
      en: 'Three full members set up a branch',
    });
    const later = await secretary.call(ruleList, { query: { on: '2026-05-11' } });
    expect(later.items.filter((r) => r.inForce).map((r) => `${r.id} ${r.effectiveFrom}`)).not.toEqual(
      items.filter((r) => r.inForce).map((r) => `${r.id} ${r.effectiveFrom}`),
    );
  });

  it('answers with its reason, provisional until the year is entered', async () => {
    const officer = await app.current.as('county_officer');
    const question = { params: { id: 'publicity.workdays' }, query: { on: '2026-09-30', from: '2026-09-30' } };
    const before = await officer.call(askRule, question);
    expect(before).toMatchObject({ provisional: true, missingYears: [2026] });
    await officer.call(fillCalendarYear, { params: { year: 2026 } });
    const after = await officer.call(askRule, question);
    expect(after).toMatchObject({ value: '2026-10-13', provisional: false });
    expect(after.why.steps.length).toBeGreaterThan(0);
  });

  it('refuses what is missing, unknown, or of another year', async () => {
    const officer = await app.current.as('county_officer');
    expect(await officer.outcome(askRule, { params: { id: 'publicity.workdays' }, query: { on: '2026-09-30' } })).toBe(
      'invalid',
    );
    expect(await officer.outcome(askRule, { params: { id: 'no.such' }, query: { on: '2026-09-30' } })).toBe(
      'not_found',
    );
    const hours = { params: { id: 'opinion.major' }, query: { on: '2026-09-30', from: '2026-09-30' } };
    expect(await officer.outcome(askRule, hours)).toBe('invalid');
    const instant = { ...hours, query: { on: '2026-09-30', from: '2026-09-30T09:00:00+08:00' } };
    expect(await officer.call(askRule, instant)).toMatchObject({ value: '2026-09-30T06:00:00.000Z' });
    const days = [{ date: '2027-01-01', kind: 'holiday' as const, name: '元旦' }];
    expect(
      await officer.outcome(setCalendarYear, { params: { year: 2026 }, body: { source: '国办发明电', days } }),
    ).toBe('invalid');
  });

  it('lets the county enter a year and nobody else', async () => {
    const officer = await app.current.as('county_officer');
    const days = [{ date: '2031-01-01', kind: 'holiday' as const, name: `元旦<b>Ås"'ø</b>` }];
    const input = { params: { year: 2031 }, body: { source: '国务院办公厅通知', days } };
    expect(await officer.call(setCalendarYear, input)).toMatchObject({ known: true, days });
    const secretary = await app.current.as('branch_secretary');
    expect(await secretary.outcome(setCalendarYear, input)).toBe('not_found');
    expect(await secretary.call(calendarYear, { params: { year: 2031 } })).toMatchObject({ known: true });
    expect(await app.current.nobody.outcome(calendarYear, { params: { year: 2031 } })).toBe('unauthenticated');
  });
});
