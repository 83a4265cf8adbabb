import { DownOutlined } from '@ant-design/icons';
import { Select, TreeSelect } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useArticle } from '#ui/articles.ts';
import { useText } from '#ui/language.tsx';
import { useClearing } from '#ui/office/clearing.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { useApi } from '#webkit/query.ts';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { organisationTree } from '#features/base/organisations/contract.ts';
import { type ContradictionLine, contradictionList } from '../../checking/contract.ts';
import { checkingTexts } from '../../checking/messages.ts';
import { admissionTexts } from '../../messages.ts';
import { type ContradictionRule, contradictionRules } from '../../rules/contradictions/rules.ts';
import { contradictionNames } from '../../rules/messages.ts';
import { useAdmissionWords } from '../parts/words.ts';

const address = z.object({ rule: z.enum(contradictionRules).optional(), within: z.uuid().optional() });

const useColumns = (): Column<ContradictionLine>[] => {
  const t = useText();
  const words = useAdmissionWords();
  const article = useArticle();
  return [
    {
      key: 'name',
      title: t(admissionTexts.name),
      main: true,
      width: 110,
      render: (row) => <Link to={`/admission/${row.caseId}`}>{row.name}</Link>,
    },
    { key: 'branch', title: t(admissionTexts.branch), width: 160, render: (row) => row.branch },
    { key: 'stage', title: t(admissionTexts.stage), width: 110, render: (row) => words.stage(row.stage) },
    { key: 'rule', title: t(checkingTexts.rule), width: 180, render: (row) => t(contradictionNames[row.rule]) },
    { key: 'evidence', title: t(checkingTexts.evidence), render: (row) => words.contradiction(row) },
    { key: 'article', title: t(checkingTexts.article), width: 150, render: (row) => article(row.article) },
  ];
};

const WithinField = ({
  value,
  onChange,
}: {
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}): ReactNode => {
  const t = useText();
  const clearing = useClearing();
  const { data } = useApi(organisationTree, { query: {} }, { keep: true });
  const nodes = (data?.items ?? []).filter((node) => !node.abolished);
  return (
    <TreeSelect<string | null>
      suffixIcon={<DownOutlined aria-hidden />}
      aria-label={t(checkingTexts.within)}
      allowClear={clearing}
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeDataSimpleMode
      placeholder={t(checkingTexts.within)}
      style={{ width: '16rem', maxWidth: '100%' }}
      value={value ?? null}
      treeData={nodes.map((node) => ({ id: node.id, pId: node.parentId ?? 0, value: node.id, title: node.shortName }))}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
};

/** What contradicts the rules in the open cases of the range; numbers and list are one reading. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ rule, within }, setAddress] = useAddressState(address);
  const list = useList(contradictionList, {
    query: { ...(rule ? { rule } : {}), ...(within ? { organisationId: within } : {}) },
  });
  const columns = useColumns();
  const counts = list.reply?.counts ?? [];
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <Frame
      title={t(checkingTexts.title)}
      intro={t(checkingTexts.intro)}
      crumbs={[{ title: t(admissionTexts.title), to: '/admission' }, { title: t(checkingTexts.title) }]}
    >
      <Toolbar>
        <Select<ContradictionRule | ''>
          aria-label={t(checkingTexts.rule)}
          value={rule ?? ''}
          style={{ width: '16rem', maxWidth: '100%' }}
          onChange={(next) => setAddress({ rule: next === '' ? undefined : next })}
          options={[
            { value: '' as const, label: t(checkingTexts.allRules, { count: all }) },
            ...contradictionRules
              .map((one) => ({ one, count: counts.find((line) => line.rule === one)?.count ?? 0 }))
              .filter(({ one, count }) => count > 0 || one === rule)
              .map(({ one, count }) => ({
                value: one,
                label: t(checkingTexts.ruleCount, { rule: t(contradictionNames[one]), count }),
              })),
          ]}
        />
        <WithinField value={within} onChange={(id) => setAddress({ within: id })} />
      </Toolbar>
      {list.reply && <p>{t(checkingTexts.summary, list.reply.cases)}</p>}
      <Section flush>
        <DataTable
          name="admission-contradictions"
          caption={t(checkingTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.key}
          whenEmpty={<p>{t(checkingTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};
