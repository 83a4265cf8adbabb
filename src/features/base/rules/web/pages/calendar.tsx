import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Alert, App, Button, Select } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import { dayOf } from '#shared/days.ts';
import type { Reply } from '#shared/endpoint.ts';
import { type Say, useFormat, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { type Command, useApi, useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { calendarYear, fillCalendarYear } from '../../contract.ts';
import { calendarTexts, ruleProblemTexts } from '../../messages.ts';
import { allDays, daysOf, type Range, rangesOf } from '../parts/ranges.ts';
import css from '../parts/rules.module.css';
import { YearEditor } from '../parts/year-editor.tsx';
import { YearGrid } from '../parts/year-grid.tsx';

const bounds = { first: 2000, last: 2100 } as const;
const address = z.object({ year: z.coerce.number().int().min(bounds.first).max(bounds.last).optional() });

const YearChoice = ({ year, onYear }: { year: number; onYear: (year: number) => void }): ReactNode => {
  const t = useText();
  const years = Array.from({ length: bounds.last - bounds.first + 1 }, (_, place) => bounds.last - place);
  return (
    <>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t(calendarTexts.former)}
        disabled={year <= bounds.first}
        onClick={() => onYear(year - 1)}
      />
      <Select
        aria-label={t(calendarTexts.year)}
        value={year}
        showSearch
        options={years.map((value) => ({ value, label: t(calendarTexts.yearName, { year: value }) }))}
        onChange={onYear}
        style={{ width: 120 }}
      />
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t(calendarTexts.next)}
        disabled={year >= bounds.last}
        onClick={() => onYear(year + 1)}
      />
    </>
  );
};

type Year = Reply<typeof calendarYear>;

const FillButton = ({ shown, fill }: { shown: Year; fill: Command<typeof fillCalendarYear> }): ReactNode => {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const { year } = shown;
  const start = (): void => {
    setAsking(false);
    fill.fire({ params: { year } });
  };
  return (
    <>
      <Button loading={fill.busy} onClick={shown.days.length > 0 ? () => setAsking(true) : start}>
        {t(calendarTexts.fill)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(calendarTexts.fillTitle, { year })}
        consequence={t(calendarTexts.fillHint, { count: shown.days.length })}
        verb={t(calendarTexts.fill)}
        busy={fill.busy}
        onConfirm={start}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const SpecialDays = ({ ranges }: { ranges: readonly Range[] }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <PlainTable
      caption={t(calendarTexts.list)}
      rows={ranges}
      rowKey={(range) => String(range.key)}
      empty={t(calendarTexts.empty)}
      columns={[
        { key: 'name', title: t(calendarTexts.name), render: (range) => range.name },
        {
          key: 'kind',
          title: t(calendarTexts.kind),
          render: (range) => (
            <Tag tone={range.kind === 'holiday' ? 'success' : 'warning'}>{t(calendarTexts[range.kind])}</Tag>
          ),
        },
        { key: 'from', title: t(calendarTexts.from), render: (range) => format.day(range.from) },
        { key: 'to', title: t(calendarTexts.to), render: (range) => format.day(range.to) },
        { key: 'days', title: t(calendarTexts.days), render: (range) => daysOf(range).length },
      ]}
    />
  );
};

/** The built-in data name themselves by their package. */
const sourceText = (t: Say, source: string): string => (source === 'chinese-days' ? t(calendarTexts.builtIn) : source);

const countOf = (days: Year['days'], kind: 'holiday' | 'workday'): number =>
  days.filter((day) => day.kind === kind).length;

const YearView = ({ shown, today }: { shown: Year; today: string }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<readonly Range[] | null>(null);
  const kept = useMemo(() => rangesOf(shown.days), [shown.days]);
  const days = draft ? allDays(draft) : shown.days;
  const byDay = useMemo(() => new Map(days.map((day) => [day.date, day])), [days]);
  const fill = useCommand(fillCalendarYear, {
    touches: [[calendarYear, { params: { year: shown.year } }]],
    onDone: () => void message.success(t(calendarTexts.saved)),
  });
  const mayEdit = can('calendar.edit') && draft === null;
  return (
    <>
      {!shown.known && <Alert type="warning" showIcon title={t(calendarTexts.unknown, { year: shown.year })} />}
      {draft && (
        <Section title={t(calendarTexts.editTitle, { year: shown.year })}>
          <YearEditor
            year={shown.year}
            source={shown.source}
            ranges={draft}
            dirty={JSON.stringify(allDays(draft)) !== JSON.stringify(shown.days)}
            onRanges={setDraft}
            onClose={(isSaved) => {
              setDraft(null);
              if (isSaved) void message.success(t(calendarTexts.saved));
            }}
          />
        </Section>
      )}
      <Section
        title={t(calendarTexts.yearName, { year: shown.year })}
        actions={
          mayEdit && (
            <>
              <FillButton shown={shown} fill={fill} />
              <Button type="primary" onClick={() => setDraft(kept)}>
                {t(calendarTexts.edit)}
              </Button>
            </>
          )
        }
      >
        {fill.error && mayEdit && <ErrorNotice error={fill.error} texts={ruleProblemTexts} />}
        <YearGrid year={shown.year} days={byDay} today={today} />
      </Section>
      {draft === null && (
        <Section
          title={t(calendarTexts.list)}
          actions={
            shown.source && (
              <span className={css.id}>{t(calendarTexts.knownFrom, { source: sourceText(t, shown.source) })}</span>
            )
          }
        >
          <p className={css.hint}>
            {t(calendarTexts.listHint, { holidays: countOf(days, 'holiday'), workdays: countOf(days, 'workday') })}
          </p>
          <SpecialDays ranges={kept} />
        </Section>
      )}
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const [today] = useState(() => dayOf(Date.now()));
  const [state, setState] = useAddressState(address);
  const year = state.year ?? Number(today.slice(0, 4));
  const { data, error, isPending, refetch } = useApi(calendarYear, { params: { year } });
  return (
    <Frame title={t(calendarTexts.title)} intro={t(calendarTexts.intro)}>
      <Toolbar>
        <YearChoice year={year} onYear={(next) => setState({ year: next })} />
      </Toolbar>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={12}>
        {() => data && <YearView key={year} shown={data} today={today} />}
      </StateView>
    </Frame>
  );
};
