import { Select } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { useClearing } from '#ui/office/clearing.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { useList } from '#webkit/list.ts';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { type Advised, advisedOrganisations } from '../../advice/contract.ts';
import { adviceKindTexts, advisoryTexts } from '../../detail/messages.ts';
import { AdviceList } from '../parts/advisories.tsx';
import css from '../parts/organisation.module.css';
import { textUnder, useTypeName } from '../parts/words.ts';

const address = z.object({ message: z.string().max(60).optional() });

const useColumns = (only: string | undefined): Column<Advised>[] => {
  const t = useText();
  const typeName = useTypeName();
  return [
    {
      key: 'organisation',
      title: t(advisoryTexts.organisation),
      main: true,
      width: 320,
      render: ({ organisation }) => (
        <>
          <Link to={`/organisations/${organisation.id}`}>{organisation.name}</Link>
          <div className={css.quiet}>{typeName(organisation.type)}</div>
        </>
      ),
    },
    { key: 'parent', title: t(advisoryTexts.parent), width: 200, render: ({ parentName }) => parentName || '–' },
    {
      key: 'advice',
      title: t(advisoryTexts.advice),
      render: ({ advisories }) => (
        <AdviceList advisories={only ? advisories.filter((advice) => advice.message === only) : advisories} />
      ),
    },
  ];
};

export const Page = (): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  const [{ message }, setState] = useAddressState(address);
  const query = message ? { message } : {};
  const list = useList(advisedOrganisations, { query }, 20);
  const { data } = useApi(advisedOrganisations, { query: { limit: 1 } });
  const columns = useColumns(message);
  return (
    <Frame
      title={t(advisoryTexts.title)}
      intro={t(advisoryTexts.intro)}
      actions={
        <Select
          aria-label={t(advisoryTexts.filter)}
          allowClear={clearing}
          placeholder={t(advisoryTexts.filter)}
          value={message ?? null}
          onChange={(next: string | null | undefined) => setState({ message: next ?? undefined })}
          options={(data?.counts ?? []).map(({ message: value, organisations }) => {
            const text = textUnder(adviceKindTexts, value);
            return { value, label: `${text ? t.loose(text) : value} ${organisations}` };
          })}
          className={css.wide ?? ''}
        />
      }
    >
      <Section flush>
        <DataTable
          name="advisories"
          caption={t(advisoryTexts.title)}
          columns={columns}
          list={list}
          rowKey={({ organisation }) => organisation.id}
          whenEmpty={<p>{t(advisoryTexts.none)}</p>}
        />
      </Section>
    </Frame>
  );
};
