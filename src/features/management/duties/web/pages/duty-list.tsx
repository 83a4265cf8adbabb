import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { dutyList, type DutyRow } from '../../contract.ts';
import { dutyKindTexts, dutyTexts } from '../../messages.ts';
import { periodKey, periodNamed, periodOf } from '../../periods/rules.ts';
import { dutyKinds } from '../../rules.ts';
import { StateTag, usePeriodName } from '../parts/words.tsx';

const choices = ['unmet', 'done', 'all'] as const;
type Choice = (typeof choices)[number];
const doneOf: Readonly<Record<Choice, boolean | undefined>> = { unmet: false, done: true, all: undefined };

const address = z.object({
  kind: z.enum(dutyKinds).optional(),
  period: z.string().regex(periodKey).optional(),
  done: z.enum(['true', 'false']).optional(),
  organisationId: z.uuid().optional(),
});

const useColumns = (year: string): Column<DutyRow>[] => {
  const t = useText();
  return [
    {
      key: 'branch',
      title: t(dutyTexts.branch),
      main: true,
      render: ({ organisation }) => <Link to={`/duties/${organisation.id}?year=${year}`}>{organisation.name}</Link>,
    },
    { key: 'parent', title: t(dutyTexts.parent), render: ({ parentName }) => parentName || '–' },
    {
      key: 'progress',
      title: t(dutyTexts.progress),
      width: 140,
      render: ({ held, needed }) => `${held} / ${needed}`,
    },
    { key: 'state', title: t(dutyTexts.state), width: 130, render: ({ state }) => <StateTag state={state} /> },
  ];
};

/** The branches behind a number of the overview, in the order of the tree. */
export const Page = (): ReactNode => {
  const t = useText();
  const name = usePeriodName();
  const [{ kind = 'party_day', period, done, organisationId }, setAddress] = useAddressState(address);
  const asked = period === undefined ? periodOf('month', new Date().toISOString().slice(0, 10)) : periodNamed(period);
  const list = useList(dutyList, {
    query: {
      kind,
      period: asked.key,
      ...(done === undefined ? {} : { done }),
      ...(organisationId ? { organisationId } : {}),
    },
  });
  const columns = useColumns(asked.first.slice(0, 4));
  const shown = choices.find((choice) => String(doneOf[choice]) === String(done)) ?? 'all';
  const title = t(dutyTexts.list, { kind: t(dutyKindTexts[kind]), period: name(asked) });
  return (
    <Frame
      title={title}
      intro={t(dutyTexts.listIntro)}
      crumbs={[{ title: t(dutyTexts.title), to: '/duties' }, { title: t(dutyKindTexts[kind]) }]}
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
