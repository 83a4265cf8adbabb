import { type ReactNode, useMemo } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useArticle } from '#ui/articles.ts';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { SearchForm } from '#ui/office/search-form.tsx';
import { useWholeList } from '#webkit/list.ts';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { ruleList, type RuleRow } from '../../contract.ts';
import { confidenceTexts, ruleTexts } from '../../messages.ts';
import { Confidence, InForce } from '../parts/confidence.tsx';
import css from '../parts/rules.module.css';
import { valueText } from '../parts/wording.ts';

const confidences = ['A', 'B', 'C', 'unsourced'] as const;
const states = ['now', 'other', 'all'] as const;
const filters = z.object({
  words: z.string().max(60).optional(),
  source: z.string().max(120).optional(),
  confidence: z.enum(confidences).optional(),
  state: z.enum(states).default('now'),
  on: z.iso.date().optional(),
});
type Filters = z.output<typeof filters>;

const fits = (rule: RuleRow, { words, source, confidence, state }: Filters): boolean => {
  const text = [rule.id, rule.note.zh, rule.note.en, rule.article, rule.source.zh, rule.source.en]
    .join(' ')
    .toLowerCase();
  const wanted = (words ?? '').toLowerCase().split(/\s+/);
  return (
    wanted.every((word) => text.includes(word)) &&
    (source === undefined || rule.source.zh === source) &&
    (confidence === undefined || rule.confidence === confidence) &&
    (state === 'all' || rule.inForce === (state === 'now'))
  );
};

const useColumns = (on: string): Column<RuleRow>[] => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const article = useArticle();
  return [
    {
      key: 'rule',
      title: t(ruleTexts.rule),
      main: true,
      render: (rule) => (
        <>
          <Link to={`/rules/${rule.id}`}>{rule.note[language]}</Link>
          <div className={css.id}>
            {rule.id} {!rule.inForce && <InForce rule={rule} on={on} />}
          </div>
        </>
      ),
    },
    {
      key: 'value',
      title: t(ruleTexts.value),
      width: 210,
      render: (rule) => valueText({ t, format }, rule.value, rule.unit),
    },
    {
      key: 'source',
      title: t(ruleTexts.source),
      width: 250,
      render: (rule) => (
        <>
          {rule.source[language]}
          <div className={css.id}>{article(rule.article)}</div>
        </>
      ),
    },
    {
      key: 'confidence',
      title: t(ruleTexts.confidence),
      width: 130,
      render: (rule) => <Confidence of={rule.confidence} />,
    },
    {
      key: 'since',
      title: t(ruleTexts.since),
      width: 150,
      optional: true,
      render: (rule) => format.day(rule.effectiveFrom),
    },
  ];
};

const useFields = (rules: readonly RuleRow[]) => {
  const t = useText();
  const { language } = useLanguage();
  const sources = useMemo(() => [...new Map(rules.map((rule) => [rule.source.zh, rule.source])).values()], [rules]);
  return [
    { kind: 'text', name: 'words', label: t(ruleTexts.words), hint: t(ruleTexts.wordsHint) },
    {
      kind: 'choice',
      name: 'source',
      label: t(ruleTexts.source),
      choices: sources.map((source) => ({ value: source.zh, label: source[language] })),
    },
    {
      kind: 'choice',
      name: 'confidence',
      label: t(ruleTexts.confidence),
      choices: confidences.map((value) => ({ value, label: t(confidenceTexts[value]) })),
    },
    {
      kind: 'choice',
      name: 'state',
      label: t(ruleTexts.state),
      choices: [
        { value: 'now', label: t(ruleTexts.inForce) },
        { value: 'other', label: t(ruleTexts.notInForce) },
      ],
    },
    { kind: 'day', name: 'on', label: t(ruleTexts.on) },
  ] as const;
};

export const Page = (): ReactNode => {
  const t = useText();
  const [state, setState] = useAddressState(filters);
  const question = { query: state.on ? { on: state.on } : {} };
  const list = useWholeList(ruleList, question);
  const { data } = useApi(ruleList, question, { keep: true });
  const rows = useMemo(() => list.rows.filter((rule) => fits(rule, state)), [list.rows, state]);
  const columns = useColumns(data?.on ?? '');
  const fields = useFields(list.rows);
  return (
    <Frame title={t(ruleTexts.title)} intro={t(ruleTexts.intro)}>
      <Section>
        <SearchForm
          label={t(ruleTexts.filters)}
          fields={fields}
          first={5}
          values={{ ...state, state: state.state === 'all' ? undefined : state.state, on: state.on ?? data?.on }}
          onSearch={({ state: wanted, ...values }) =>
            setState({ ...values, state: wanted === undefined ? 'all' : String(wanted) } as Partial<
              z.input<typeof filters>
            >)
          }
        />
      </Section>
      <Section flush>
        <DataTable
          name="rules"
          caption={t(ruleTexts.caption)}
          columns={columns}
          list={{ ...list, rows, total: rows.length }}
          rowKey={(rule) => `${rule.id} ${rule.effectiveFrom}`}
          tools={data && <span>{t(ruleTexts.found, { count: rows.length })}</span>}
        />
      </Section>
    </Frame>
  );
};
