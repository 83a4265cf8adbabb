import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { dutyList, type DutyRow } from '../../contract.ts';
import { dutyKindTexts, dutyTexts } from '../../messages.ts';
import { periodKey } from '../../periods/rules.ts';
import { dutyKinds } from '../../rules.ts';
import { StateTag, useMissingText, usePeriodName } from '../parts/words.tsx';

const choices = ['unmet', 'done', 'all'] as const;
type Choice = (typeof choices)[number];
const doneOf: Readonly<Record<Choice, boolean | undefined>> = { unmet: false, done: true, all: undefined };

const address = z.object({
  kind: z.enum(dutyKinds).optional(),
  period: z.string().regex(periodKey).optional(),
  done: z.enum(['true', 'false']).optional(),
  organisationId: z.uuid().optional(),
});

const useColumns = (year: string | undefined): Column<DutyRow>[] => {
  const t = useText();
  const format = useFormat();
  const word = useMissingText();
  return [
    {
      key: 'branch',
      title: t(dutyTexts.branch),
      main: true,
      render: ({ organisation }) => (
        <Link to={`/duties/${organisation.id}${year ? `?year=${year}` : ''}`}>{organisation.name}</Link>
      ),
    },
    { key: 'parent', title: t(dutyTexts.parent), render: ({ parentName }) => parentName || '–' },
    {
      key: 'progress',
      title: t(dutyTexts.progress),
      width: 140,
      render: ({ held, needed }) => `${held} / ${needed}`,
    },
    { key: 'state', title: t(dutyTexts.state), width: 130, render: ({ state }) => <StateTag state={state} /> },
    {
      key: 'missing',
      title: t(dutyTexts.missing),
      render: ({ missing }) => (missing.length === 0 ? '–' : format.clauses(missing.map(word))),
    },
  ];
};

/** The branches behind a number of the overview, in the order of the tree. */
export const Page = (): ReactNode => {
  const t = useText();
  const name = usePeriodName();
  const [{ kind = 'party_day', period, done, organisationId }, setAddress] = useAddressState(address);
  const list = useList(dutyList, {
    query: {
      kind,
      ...(period === undefined ? {} : { period }),
      ...(done === undefined ? {} : { done }),
      ...(organisationId ? { organisationId } : {}),
    },
  });
  const asked = list.reply?.period;
  const columns = useColumns(asked?.first.slice(0, 4));
  const shown = choices.find((choice) => String(doneOf[choice]) === String(done)) ?? 'all';
  const duty = t(dutyKindTexts[kind]);
  const title = asked ? t(dutyTexts.list, { kind: duty, period: name(asked) }) : duty;
  return (
    <Frame
      title={title}
      intro={t(dutyTexts.listIntro)}
      crumbs={[{ title: t(dutyTexts.title), to: '/duties' }, { title: duty }]}
    >
      <Toolbar>
        <Segmented<Choice>
          aria-label={t(dutyTexts.which)}
          value={shown}
          onChange={(next) => setAddress({ done: next === 'all' ? undefined : next === 'done' ? 'true' : 'false' })}
          options={choices.map((choice) => ({ value: choice, label: t(dutyTexts[choice]) }))}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="duties"
          caption={t(dutyTexts.listCaption)}
          columns={columns}
          list={list}
          rowKey={({ organisation }) => organisation.id}
          whenEmpty={t(dutyTexts.emptyList)}
        />
      </Section>
    </Frame>
  );
};
