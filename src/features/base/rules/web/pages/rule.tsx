import { type ReactNode, useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { z } from 'zod';
import { useArticle } from '#ui/articles.ts';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { Missing, StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { ruleList, type RuleRow } from '../../contract.ts';
import { askTexts, ruleTexts } from '../../messages.ts';
import { AskForm } from '../parts/ask-form.tsx';
import { Confidence, InForce } from '../parts/confidence.tsx';
import { GoldenCases } from '../parts/golden-cases.tsx';
import css from '../parts/rules.module.css';
import { choiceText, valueText } from '../parts/wording.ts';

const address = z.object({ from: z.iso.date().optional() });

const RuleFacts = ({ rule, on }: { rule: RuleRow; on: string }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const article = useArticle();
  const { value } = rule;
  return (
    <Facts
      facts={[
        {
          label: t(ruleTexts.value),
          value: <span className={css.value}>{valueText({ t, format }, value, rule.unit)}</span>,
          wide: true,
        },
        { label: t(ruleTexts.source), value: rule.source[language] },
        { label: t(ruleTexts.article), value: article(rule.article) },
        { label: t(ruleTexts.confidence), value: <Confidence of={rule.confidence} /> },
        { label: t(ruleTexts.state), value: <InForce rule={rule} on={on} /> },
        { label: t(ruleTexts.since), value: format.day(rule.effectiveFrom) },
        { label: t(ruleTexts.until), value: rule.effectiveTo ? format.day(rule.effectiveTo) : t(ruleTexts.still) },
        ...(value.kind === 'choice'
          ? [
              {
                label: t(ruleTexts.choices),
                value: format.clauses(value.of.map((one) => choiceText({ t, format }, one))),
              },
            ]
          : []),
        {
          label: t(ruleTexts.openSource),
          value: rule.url ? (
            <a href={rule.url} target="_blank" rel="noreferrer">
              {new URL(rule.url).host}
            </a>
          ) : (
            t(ruleTexts.noSource)
          ),
        },
      ]}
    />
  );
};

const Versions = ({ rules, shown }: { rules: readonly RuleRow[]; shown: RuleRow }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  return (
    <PlainTable
      caption={t(ruleTexts.versions)}
      rows={rules}
      rowKey={(rule) => rule.effectiveFrom}
      empty="–"
      columns={[
        {
          key: 'from',
          title: t(ruleTexts.since),
          render: (rule) =>
            rule === shown ? (
              <strong aria-current="true">{format.day(rule.effectiveFrom)}</strong>
            ) : (
              <Link to={`?from=${rule.effectiveFrom}`}>{format.day(rule.effectiveFrom)}</Link>
            ),
        },
        {
          key: 'until',
          title: t(ruleTexts.until),
          render: (rule) => (rule.effectiveTo ? format.day(rule.effectiveTo) : t(ruleTexts.still)),
        },
        { key: 'rule', title: t(ruleTexts.rule), render: (rule) => rule.note[language] },
        { key: 'source', title: t(ruleTexts.source), render: (rule) => rule.source[language] },
      ]}
    />
  );
};

const RuleView = ({
  rules,
  on,
  from,
}: {
  rules: readonly RuleRow[];
  on: string;
  from: string | undefined;
}): ReactNode => {
  const t = useText();
  const rule = rules.find((one) => one.effectiveFrom === from) ?? rules.find((one) => one.inForce) ?? rules.at(-1);
  if (!rule) return <Missing />;
  // A version that has run out is asked by its last day.
  const day =
    rule.effectiveTo !== null && rule.effectiveTo < on
      ? rule.effectiveTo
      : rule.effectiveFrom > on
        ? rule.effectiveFrom
        : on;
  return (
    <>
      <Section>
        <RuleFacts rule={rule} on={on} />
      </Section>
      {rules.length > 1 && (
        <Section title={t(ruleTexts.versions)}>
          <Versions rules={rules} shown={rule} />
        </Section>
      )}
      <Section title={t(askTexts.title)}>
        <AskForm key={rule.effectiveFrom} rule={rule} on={day} />
      </Section>
      <Section title={t(ruleTexts.golden)}>
        <p className={css.hint}>{t(ruleTexts.goldenHint)}</p>
        <GoldenCases rule={rule} />
      </Section>
    </>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  const { id = '' } = useParams();
  const [{ from }] = useAddressState(address);
  const { data, error, isPending, refetch } = useApi(ruleList, { query: {} });
  const rules = (data?.items ?? []).filter((rule) => rule.id === id);
  const named = rules.find((rule) => rule.effectiveFrom === from) ?? rules.find((rule) => rule.inForce) ?? rules.at(-1);
  const title = named?.note[language] ?? t(ruleTexts.title);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Frame title={title} crumbs={[{ title: t(ruleTexts.title), to: '/rules' }, { title: id }]}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() => data && <RuleView rules={rules} on={data.on} from={from} />}
      </StateView>
    </Frame>
  );
};
