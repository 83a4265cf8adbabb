import { PlusOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { type Column, DataTable } from '#ui/office/data-table.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { SearchForm } from '#ui/office/search-form.tsx';
import { Tag } from '#ui/tag.tsx';
import { useList } from '#webkit/list.ts';
import { useAddressState } from '#webkit/router.tsx';
import { Gate } from '#webkit/session.tsx';
import { accountList, type AccountRow } from '../../administration/contract.ts';
import { adminTexts } from '../../administration/messages.ts';
import { accountProblems } from '../../administration/rules.ts';
import { accountProblemTexts } from '../../messages.ts';
import { roles } from '../../permissions/rules.ts';
import { AccountReview } from '../parts/account-review.tsx';
import { Problems, useRoleLabel } from '../parts/words.tsx';
import css from './account-list.module.css';

const address = accountList.query.pick({ search: true, role: true, state: true, problem: true });

const useColumns = (): Column<AccountRow>[] => {
  const t = useText();
  const format = useFormat();
  const roleLabel = useRoleLabel();
  const rolesOf = (account: AccountRow): string => {
    const [first, ...more] = account.grants.filter((grant) => grant.holds);
    if (!first) return t(adminTexts.noRole);
    const shown = t(adminTexts.roleAt, { role: roleLabel(first.role), organisation: first.organisationName });
    return more.length === 0 ? shown : `${shown} ${t(adminTexts.moreRoles, { count: more.length + 1 })}`;
  };
  return [
    {
      key: 'displayName',
      title: t(adminTexts.displayName),
      main: true,
      width: 110,
      render: (row) => <Link to={row.id}>{row.displayName}</Link>,
    },
    { key: 'signInName', title: t(adminTexts.signInName), width: 180, render: (row) => row.signInName },
    {
      key: 'problems',
      title: t(adminTexts.problem),
      width: 170,
      render: (row) =>
        row.disabledAt === null && row.problems.length === 0 ? (
          '–'
        ) : (
          <span className={css.tags}>
            <Problems account={row} />
          </span>
        ),
    },
    { key: 'roles', title: t(adminTexts.roles), render: rolesOf },
    {
      key: 'factor',
      title: t(adminTexts.factor),
      width: 120,
      render: (row) =>
        row.hasSecondFactor ? (
          <Tag tone="success">{t(adminTexts.factorSet)}</Tag>
        ) : (
          <span className={css.quiet}>{t(adminTexts.factorNone)}</span>
        ),
    },
    {
      key: 'lastSignIn',
      title: t(adminTexts.lastSignIn),
      width: 190,
      render: (row) => (row.lastSignInAt ? format.moment(row.lastSignInAt) : t(adminTexts.neverSignedIn)),
    },
    {
      key: 'createdAt',
      title: t(adminTexts.createdAt),
      width: 180,
      optional: true,
      render: (row) => format.moment(row.createdAt),
    },
  ];
};

export const Page = (): ReactNode => {
  const t = useText();
  const roleLabel = useRoleLabel();
  const [filter, setFilter] = useAddressState(address);
  const list = useList(accountList, { query: filter });
  const columns = useColumns();
  const isFiltered = Boolean(filter.search ?? filter.role ?? filter.problem) || filter.state !== 'enabled';
  const states = ['enabled', 'disabled', 'all'] as const;
  return (
    <Frame
      title={t(adminTexts.title)}
      intro={t(adminTexts.intro)}
      actions={
        <Gate permission="accounts.manage">
          <LinkButton to="/accounts/new" type="primary" icon={<PlusOutlined aria-hidden />}>
            {t(adminTexts.create)}
          </LinkButton>
        </Gate>
      }
    >
      <AccountReview />
      <Section>
        <SearchForm
          label={t(adminTexts.searchLabel)}
          values={filter}
          onSearch={setFilter}
          fields={[
            { kind: 'text', name: 'search', label: t(adminTexts.search), hint: t(adminTexts.searchHint) },
            {
              kind: 'choice',
              name: 'role',
              label: t(adminTexts.role),
              choices: roles.map((role) => ({ value: role, label: roleLabel(role) })),
            },
            {
              kind: 'choice',
              name: 'state',
              label: t(adminTexts.state),
              choices: states.map((state) => ({ value: state, label: t(adminTexts[state]) })),
            },
            {
              kind: 'choice',
              name: 'problem',
              label: t(adminTexts.problem),
              choices: accountProblems.map((problem) => ({ value: problem, label: t(accountProblemTexts[problem]) })),
            },
          ]}
        />
      </Section>
      <Section flush>
        <DataTable
          name="accounts"
          caption={t(adminTexts.caption)}
          columns={columns}
          list={list}
          rowKey={(row) => row.id}
          whenEmpty={t(isFiltered ? adminTexts.emptyFiltered : adminTexts.empty)}
        />
      </Section>
    </Frame>
  );
};
