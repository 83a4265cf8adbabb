import { type ReactNode, useMemo } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { dayOf } from '#shared/days.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable, type PlainColumn } from '#ui/office/plain-table.tsx';
import { SearchForm } from '#ui/office/search-form.tsx';
import { useWord } from '#ui/words.tsx';
import { useAddressState } from '#webkit/router.tsx';
import { ruleAt } from '#features/base/rules/rules.ts';
import { basis, catalogue, type Field, keeping, keepingRules, purpose, receivers, truth } from '../../catalogue.ts';
import { catalogueTables } from '../../packs/catalogue-tables.ts';
import { catalogueTexts } from '../../seen/messages.ts';
import css from './field-list.module.css';

type Table = keyof typeof catalogueTables;
const tables = Object.keys(catalogueTables) as Table[];
const receiverKeys = Object.keys(receivers) as (keyof typeof receivers)[];
const keepingKeys = Object.keys(keeping) as (keyof typeof keeping)[];

const filters = z.object({
  words: z.string().max(60).optional(),
  /** One subject at a time: all of them together are some 250 lines. */
  about: z.string().max(60).default('person'),
  to: z.string().max(30).optional(),
  kept: z.string().max(30).optional(),
});
type Filters = z.output<typeof filters>;

const fits = (field: Field, { words = '', about, to, kept }: Filters): boolean => {
  const text = `${field.label.zh} ${field.label.en}`.toLowerCase();
  return (
    text.includes(words.trim().toLowerCase()) &&
    (about === 'all' || field.table === about) &&
    (to === undefined || field.recipients.some((receiver) => receiver === to)) &&
    (kept === undefined || field.retention === kept)
  );
};

/** How long, with the term of the rule in force today. */
const useKept = () => {
  const t = useText();
  const { language } = useLanguage();
  return (key: keyof typeof keeping): string => {
    const { value } = ruleAt(keepingRules[key], dayOf(Date.now()));
    const term =
      value.kind === 'period' && (value.unit === 'days' || value.unit === 'months')
        ? t(catalogueTexts[value.unit], { count: value.count })
        : '';
    return keeping[key][language].replace('{term}', term);
  };
};

const useColumns = (): PlainColumn<Field>[] => {
  const t = useText();
  const kept = useKept();
  const { language } = useLanguage();
  const word = useWord();
  const separator = language === 'zh' ? '、' : ', ';
  return [
    {
      key: 'field',
      title: t(catalogueTexts.field),
      render: ({ label, table }) => (
        <div className={css.field}>
          {label[language]}
          <div className={css.hint}>{t(catalogueTables[table as Table])}</div>
        </div>
      ),
    },
    {
      key: 'secrecy',
      title: t(catalogueTexts.secrecy),
      render: ({ secrecy, mask }) => (
        <>
          {t(catalogueTexts[`secrecy_${secrecy}`])}
          {mask !== undefined && mask !== 'name' && <div className={css.hint}>{t(catalogueTexts.masked)}</div>}
        </>
      ),
    },
    {
      key: 'seenBy',
      title: t(catalogueTexts.seenBy),
      render: ({ seenBy }) =>
        seenBy
          .map((reader) => (reader === 'self' ? t(catalogueTexts.self) : word(`role.${reader}`, reader)))
          .join(separator),
    },
    {
      key: 'why',
      title: t(catalogueTexts.why),
      render: (field) => (
        <>
          {purpose[field.purpose][language]}
          <div className={css.hint}>{basis[field.legalBasis][language]}</div>
          <div className={css.hint}>{t(catalogueTexts.truth, { who: truth[field.sourceOfTruth][language] })}</div>
        </>
      ),
    },
    {
      key: 'to',
      title: t(catalogueTexts.to),
      render: ({ recipients }) =>
        recipients.length === 0 ? (
          t(catalogueTexts.nobody)
        ) : (
          <ul className={css.receivers}>
            {recipients.map((receiver) => (
              <li key={receiver}>{receivers[receiver][language]}</li>
            ))}
          </ul>
        ),
    },
    {
      key: 'kept',
      title: t(catalogueTexts.keptAs),
      render: ({ retention }) => (
        <div className={css.kept}>
          <Link to={`/rules/${keepingRules[retention]}`}>{kept(retention)}</Link>
        </div>
      ),
    },
  ];
};

const useFilterFields = () => {
  const t = useText();
  const kept = useKept();
  const { language } = useLanguage();
  return [
    { kind: 'text', name: 'words', label: t(catalogueTexts.words) },
    {
      kind: 'choice',
      name: 'about',
      label: t(catalogueTexts.about),
      choices: tables.map((value) => ({ value, label: t(catalogueTables[value]) })),
    },
    {
      kind: 'choice',
      name: 'to',
      label: t(catalogueTexts.to),
      choices: receiverKeys.map((value) => ({ value, label: receivers[value][language] })),
    },
    {
      kind: 'choice',
      name: 'kept',
      label: t(catalogueTexts.keptAs),
      choices: keepingKeys.map((value) => ({ value, label: kept(value) })),
    },
  ] as const;
};

/** The field catalogue for readers: what the platform holds about people, and the rules it follows. */
export const Page = (): ReactNode => {
  const t = useText();
  const [state, setState] = useAddressState(filters);
  const rows = useMemo(() => catalogue.filter((field) => fits(field, state)), [state]);
  return (
    <Frame title={t(catalogueTexts.title)} intro={t(catalogueTexts.intro)}>
      <Section>
        <SearchForm
          label={t(catalogueTexts.filters)}
          fields={useFilterFields()}
          first={4}
          values={{ ...state, about: state.about === 'all' ? undefined : state.about }}
          onSearch={({ about, ...values }) =>
            setState({ ...values, about: about === undefined ? 'all' : String(about) })
          }
        />
      </Section>
      <Section>
        <PlainTable
          caption={t(catalogueTexts.found, { count: rows.length })}
          columns={useColumns()}
          rows={rows}
          rowKey={({ table, column }) => `${table}.${column}`}
          empty={t(catalogueTexts.nothing)}
        />
      </Section>
    </Frame>
  );
};
