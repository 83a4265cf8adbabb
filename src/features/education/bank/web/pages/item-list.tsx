import { Button, Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { SearchForm } from '#ui/office/search-form.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { bankList, bankShows, exportBank, type ItemLine } from '../../contract.ts';
import { bankKinds } from '../../rules.ts';
import { bankTexts } from '../messages.ts';
import { ItemActs } from '../parts/acts.tsx';
import css from '../parts/bank.module.css';
import { BankStateTag, useBankChoices, useKindName, useLevelName, useMeasured } from '../parts/words.tsx';

type Show = (typeof bankShows)[number];
const address = z.object({
  show: z.enum(bankShows).default('published'),
  category: z.string().max(30).optional(),
  topic: z.string().max(30).optional(),
  kind: z.enum(bankKinds).optional(),
  level: z.enum(['1', '2', '3']).optional(),
  words: z.string().max(60).optional(),
  importId: z.uuid().optional(),
});

const useColumns = (): Column<ItemLine>[] => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const kindName = useKindName();
  const levelName = useLevelName();
  const measured = useMeasured();
  return [
    {
      key: 'stem',
      title: t(bankTexts.stem),
      main: true,
      render: (row) => (
        <>
          <Link className={css.stem} to={`/education/bank/${row.id}`}>
            {row.stem.length > 90 ? `${row.stem.slice(0, 90)}…` : row.stem}
          </Link>
          <div className={css.hint}>{format.parts([row.categoryName[language], row.unitName])}</div>
        </>
      ),
    },
    { key: 'kind', title: t(bankTexts.kind), width: 90, render: (row) => kindName(row.kind) },
    { key: 'level', title: t(bankTexts.level), width: 80, render: (row) => levelName(row.level) },
    { key: 'measured', title: t(bankTexts.measured), width: 160, render: (row) => measured(row) },
    { key: 'state', title: t(bankTexts.state), width: 110, render: (row) => <BankStateTag state={row.state} /> },
    { key: 'writer', title: t(bankTexts.writer), width: 120, optional: true, render: (row) => row.writer },
    {
      key: 'changedAt',
      title: t(bankTexts.changedAt),
      width: 180,
      optional: true,
      render: (row) => format.moment(row.changedAt),
    },
  ];
};

/** Questions by what is to be done with them; those that are chosen are moved on together. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [filters, setFilters] = useAddressState(address);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { categories, topics, kinds, levels } = useBankChoices();
  const { show, category, topic, kind, level, words, importId } = filters;
  const query = { show, category, topic, kind, level, words, importId };
  const list = useList(bankList, { query });
  const taking = useDownload();
  const counts = list.reply?.counts;
  const picked = list.rows.filter(({ id }) => chosen.includes(id));
  return (
    <Frame
      title={t(bankTexts.title)}
      intro={t(bankTexts.intro)}
      actions={
        <>
          <LinkButton to="/education/bank/categories">{t(bankTexts.categories)}</LinkButton>
          {can('bank.write') && <LinkButton to="/education/bank/imports">{t(bankTexts.import)}</LinkButton>}
          {can('bank.write') && (
            <LinkButton to="/education/bank/new" type="primary">
              {t(bankTexts.add)}
            </LinkButton>
          )}
        </>
      }
    >
      <Toolbar>
        <Segmented<Show>
          aria-label={t(bankTexts.show)}
          value={show}
          onChange={(next) => {
            setChosen([]);
            setFilters({ show: next });
          }}
          options={bankShows.map((one) => ({
            value: one,
            label: t(bankTexts[`show_${one}`], { count: counts?.[one] ?? 0 }),
          }))}
        />
      </Toolbar>
      <SearchForm
        label={t(bankTexts.show)}
        fields={[
          { kind: 'text', name: 'words', label: t(bankTexts.words) },
          { kind: 'choice', name: 'category', label: t(bankTexts.category), choices: categories },
          { kind: 'choice', name: 'kind', label: t(bankTexts.kind), choices: kinds },
          { kind: 'choice', name: 'topic', label: t(bankTexts.topic), choices: topics },
          {
            kind: 'choice',
            name: 'level',
            label: t(bankTexts.level),
            choices: levels.map(({ value, label }) => ({ value: String(value), label })),
          },
        ]}
        values={{ words, category, kind, topic, level }}
        onSearch={(values) =>
          setFilters({
            words: undefined,
            category: undefined,
            kind: undefined,
            topic: undefined,
            level: undefined,
            ...values,
          })
        }
      />
      <Section flush>
        <DataTable
          name="bank-items"
          caption={t(bankTexts.caption)}
          columns={useColumns()}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.id}
          {...(can('bank.write') ? { selected: chosen, onSelected: setChosen } : {})}
          tools={
            <div className={css.buttons}>
              {picked.length > 0 && <span>{t(bankTexts.chosen, { count: picked.length })}</span>}
              {picked.length > 0 && <ItemActs items={picked} small onDone={() => setChosen([])} />}
              {(['xlsx', 'json'] as const).map((format) => (
                <Button
                  key={format}
                  size="small"
                  loading={taking.progress !== null}
                  onClick={() => taking.start(addressOf(exportBank, { query: { ...query, format } }))}
                >
                  {t(format === 'xlsx' ? bankTexts.exportXlsx : bankTexts.exportJson)}
                </Button>
              ))}
            </div>
          }
          whenEmpty={<p>{t(bankTexts.empty)}</p>}
        />
      </Section>
    </Frame>
  );
};
