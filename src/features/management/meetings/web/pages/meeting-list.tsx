import { Button } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { SearchForm, type SearchField } from '#ui/office/search-form.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useList } from '#webkit/list.ts';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { type MeetingLine, meetingList, meetingOrganisations } from '../../contract.ts';
import { yearLedger } from '../../documents/contract.ts';
import { meetingProblemTexts, meetingTexts } from '../../messages.ts';
import { meetingStates, meetingTypes } from '../../rules.ts';
import { today } from '../parts/today.ts';
import { StateTag, useTypeChoices, useTypeName } from '../parts/words.tsx';

const address = z.object({
  organisationId: z.uuid().optional(),
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
  type: z.enum(meetingTypes).optional(),
  state: z.enum(meetingStates).optional(),
});
type Filter = z.infer<typeof address>;

const useColumns = (): Column<MeetingLine>[] => {
  const t = useText();
  const format = useFormat();
  const typeName = useTypeName();
  return [
    {
      key: 'title',
      title: t(meetingTexts.subject),
      main: true,
      render: (row) => <Link to={`/meetings/${row.id}`}>{row.title}</Link>,
    },
    { key: 'type', title: t(meetingTexts.type), width: 140, render: (row) => typeName(row.type) },
    { key: 'organisation', title: t(meetingTexts.organisation), render: (row) => row.organisationName },
    { key: 'when', title: t(meetingTexts.when), width: 190, render: (row) => format.moment(row.startsAt) },
    { key: 'place', title: t(meetingTexts.place), optional: true, render: (row) => row.place ?? '–' },
    {
      key: 'present',
      title: t(meetingTexts.present),
      width: 110,
      render: (row) => (row.state === 'planned' ? '–' : t(meetingTexts.presentOf, row)),
    },
    { key: 'state', title: t(meetingTexts.state), width: 110, render: (row) => <StateTag state={row.state} /> },
  ];
};

const useSearchFields = (): SearchField[] => {
  const t = useText();
  const types = useTypeChoices();
  const { can } = useSession();
  const { data } = useApi(meetingOrganisations, { query: {} }, { enabled: can('meetings.edit') });
  const thisYear = Number(today().slice(0, 4));
  const years = Array.from({ length: 6 }, (_, back) => String(thisYear - back));
  const places = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return [
    {
      kind: 'choice',
      name: 'year',
      label: t(meetingTexts.year),
      choices: years.map((value) => ({ value, label: value })),
    },
    { kind: 'choice', name: 'type', label: t(meetingTexts.type), choices: types },
    {
      kind: 'choice',
      name: 'state',
      label: t(meetingTexts.state),
      choices: meetingStates.map((value) => ({ value, label: t(meetingTexts[`state_${value}`]) })),
    },
    { kind: 'choice', name: 'organisationId', label: t(meetingTexts.organisation), choices: places },
  ];
};

/** The ledger of the organisation that is looked at: the one that was chosen, or the only one there is. */
const Ledger = ({ filter }: { filter: Filter }): ReactNode => {
  const t = useText();
  const { start, progress, error } = useDownload();
  const { can } = useSession();
  const { data } = useApi(meetingOrganisations, { query: {} }, { enabled: can('meetings.edit') });
  const organisationId = filter.organisationId ?? data?.items[0]?.id;
  if (organisationId === undefined) return null;
  const year = Number(filter.year ?? today().slice(0, 4));
  return (
    <>
      {error && <ErrorNotice error={error} texts={meetingProblemTexts} />}
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={progress !== null}
        onClick={() => start(addressOf(yearLedger, { query: { organisationId, year } }))}
      >
        {t(meetingTexts.ledger)}
      </Button>
      <Button
        icon={<DownloadOutlined aria-hidden />}
        loading={progress !== null}
        onClick={() => start(addressOf(yearLedger, { query: { organisationId, year, as: 'pdf' } }))}
      >
        {t(meetingTexts.ledgerPdf)}
      </Button>
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [filter, setFilter] = useAddressState(address);
  const { year, ...rest } = filter;
  const list = useList(meetingList, { query: { ...rest, ...(year ? { year: Number(year) } : {}) } });
  const columns = useColumns();
  const fields = useSearchFields();
  return (
    <Frame
      title={t(meetingTexts.title)}
      intro={t(meetingTexts.intro)}
      actions={
        <>
          <Ledger filter={filter} />
          {can('meetings.edit') && (
            <LinkButton type="primary" to="/meetings/new">
              {t(meetingTexts.plan)}
            </LinkButton>
          )}
        </>
      }
    >
      <Section>
        <SearchForm label={t(meetingTexts.searchLabel)} values={filter} onSearch={setFilter} fields={fields} />
      </Section>
      <Section flush>
        <DataTable
          name="meetings"
          caption={t(meetingTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={t(meetingTexts.empty)}
        />
      </Section>
    </Frame>
  );
};
