import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { roleFacts } from '#features/base/accounts/permissions/rules.ts';
import { codeTables, labelOf } from '#features/base/members/codes.ts';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { type Administered, administratorList } from '../../contract.ts';
import { practiceTexts } from '../../messages.ts';
import { standings, type Standing } from '../../rules.ts';
import css from '../parts/practice.module.css';

const address = z.object({ show: z.enum(standings).default('none') });

const Who = ({ row }: { row: Administered }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  if (row.holders.length === 0) return <Tag tone="error">{t(practiceTexts.standing_none)}</Tag>;
  return (
    <ul className={css.findings}>
      {row.holders.map(({ name, role, lacks }) => (
        <li key={`${name} ${role}`}>
          {name} · {roleFacts[role].label[language]}
          {lacks.length > 0 && (
            <div className={css.hint}>
              {format.labelled(t(practiceTexts.missing), format.list(lacks.map((drill) => t(practiceTexts[drill]))))}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
};

const useColumns = (show: Standing): Column<Administered>[] => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const named: Column<Administered>[] = [
    {
      key: 'organisation',
      title: t(practiceTexts.organisation),
      main: true,
      render: (row) => (
        <>
          <Link to={`/organisations/${row.id}`}>{row.name}</Link>
          {row.parentName !== null && <div className={css.hint}>{row.parentName}</div>}
        </>
      ),
    },
    { key: 'who', title: t(practiceTexts.stands), render: (row) => <Who row={row} /> },
  ];
  if (show !== 'none') return named;
  return [
    ...named,
    {
      key: 'candidates',
      title: t(practiceTexts.candidates),
      render: ({ candidates }) =>
        candidates.length === 0
          ? t(practiceTexts.noCandidate)
          : format.list(
              candidates.map(({ name, post }) =>
                t(practiceTexts.candidate, { name, post: labelOf(codeTables.partyPost, post, language) }),
              ),
            ),
    },
  ];
};

/** Which organisations have an administrator, and who of them has passed what the role needs. */
export const Page = (): ReactNode => {
  const t = useText();
  const [{ show }, setState] = useAddressState(address);
  const list = useList(administratorList, { query: { standing: show } });
  const counts = list.reply?.counts;
  const label = {
    none: practiceTexts.countNone,
    untrained: practiceTexts.countUntrained,
    trained: practiceTexts.countTrained,
  };
  return (
    <Frame title={t(practiceTexts.administrators)} intro={t(practiceTexts.administratorsIntro)}>
      <Toolbar>
        <Segmented<Standing>
          aria-label={t(practiceTexts.which)}
          value={show}
          onChange={(next) => setState({ show: next })}
          options={standings.map((one) => ({
            value: one,
            label: `${t(label[one])}${counts === undefined ? '' : ` ${counts[one]}`}`,
          }))}
        />
      </Toolbar>
      <Section flush>
        <DataTable
          name="administrators"
          caption={t(practiceTexts.administrators)}
          columns={useColumns(show)}
          list={{ ...list, total: list.reply?.total }}
          rowKey={(row) => row.id}
          whenEmpty={<p>{t(practiceTexts.whenNone)}</p>}
        />
      </Section>
    </Frame>
  );
};
