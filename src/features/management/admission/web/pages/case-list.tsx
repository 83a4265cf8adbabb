import { Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { Gate } from '#webkit/session.tsx';
import { type CaseLine, caseList, type Queue, queues } from '../../contract.ts';
import { checkingTexts } from '../../checking/messages.ts';
import { admissionTexts } from '../../messages.ts';
import { stages } from '../../steps.ts';
import { ClockList, ClockTag } from '../parts/clock-list.tsx';
import { toneOfCase, useAdmissionWords } from '../parts/words.ts';
import css from './case-list.module.css';

const address = z.object({ queue: z.enum(queues).default('open'), stage: z.enum(stages).optional() });

const useColumns = (): Column<CaseLine>[] => {
  const t = useText();
  const format = useFormat();
  const words = useAdmissionWords();
  return [
    {
      key: 'name',
      title: t(admissionTexts.name),
      main: true,
      width: 100,
      render: (row) => <Link to={`/admission/${row.id}`}>{row.name}</Link>,
    },
    { key: 'branch', title: t(admissionTexts.branch), render: (row) => <div className={css.branch}>{row.branch}</div> },
    { key: 'stage', title: t(admissionTexts.stage), width: 110, render: (row) => words.stage(row.stage) },
    {
      key: 'next',
      title: t(admissionTexts.next),
      render: ({ clocks }) =>
        clocks.length === 0 ? (
          '–'
        ) : (
          <div className={css.next}>
            <ClockList clocks={clocks} most={3} firstDated={false} />
          </div>
        ),
    },
    {
      key: 'due',
      title: t(admissionTexts.due),
      width: 140,
      render: (row) =>
        row.dueOn === null ? (
          '–'
        ) : (
          <>
            {format.day(row.dueOn)} {row.clocks[0] && <ClockTag standing={row.clocks[0].standing} />}
          </>
        ),
    },
    {
      key: 'state',
      title: t(admissionTexts.state),
      width: 100,
      render: (row) => <Tag tone={toneOfCase(row.state)}>{words.state(row.state)}</Tag>,
    },
  ];
};

/** Cases by whose turn it is; an order of time, never of people. */
export const Page = (): ReactNode => {
  const t = useText();
  const words = useAdmissionWords();
  const [{ queue, stage }, setAddress] = useAddressState(address);
  const list = useList(caseList, { query: { queue, ...(stage ? { stage } : {}) } });
  const columns = useColumns();
  const counts = list.reply?.counts;
  const label = (one: Queue): string => {
    const name = t(admissionTexts[`queue_${one}`]);
    return counts ? t(admissionTexts.queueCount, { queue: name, count: counts[one] }) : name;
  };
  return (
    <Frame
      title={t(admissionTexts.title)}
      intro={t(admissionTexts.intro)}
      actions={
        <>
          <LinkButton to="/admission/contradictions">{t(checkingTexts.title)}</LinkButton>
          <Gate permission="admission.committee">
            <LinkButton to="/admission/taken-over">{t(checkingTexts.papersTitle)}</LinkButton>
          </Gate>
          <Gate permission="admission.county">
            <LinkButton to="/admission/extras">{t(admissionTexts.extrasTitle)}</LinkButton>
          </Gate>
          <Gate permission="admission.open">
            <LinkButton type="primary" to="/admission/new">
              {t(admissionTexts.newTitle)}
            </LinkButton>
          </Gate>
        </>
      }
    >
      <Toolbar>
        <Segmented<Queue>
          className={css.queue ?? ''}
          aria-label={t(admissionTexts.queue)}
          value={queue}
          onChange={(next) => setAddress({ queue: next })}
          options={queues.map((one) => ({ value: one, label: label(one) }))}
        />
        <Select<string>
          aria-label={t(admissionTexts.stage)}
          value={stage ?? ''}
          popupMatchSelectWidth={false}
          style={{ minWidth: '10rem' }}
          onChange={(next) => setAddress({ stage: stages.find((one) => one === next) })}
          options={[
            { value: '', label: t(admissionTexts.allStages) },
            ...stages.map((one) => ({ value: one, label: words.stage(one) })),
          ]}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="admission"
          caption={t(admissionTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(admissionTexts[`empty_${queue}`])}</p>}
        />
      </Section>
    </Frame>
  );
};
