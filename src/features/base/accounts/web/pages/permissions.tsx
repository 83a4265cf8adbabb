import type { ReactNode } from 'react';
import { useLanguage, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { permissionTableTexts as texts, permissionTexts } from '../../permissions/messages.ts';
import { type Permission, permissions, permissionTable, type Role, roleFacts, roles } from '../../permissions/rules.ts';
import css from './permissions.module.css';

const holds = (role: Role, permission: Permission): boolean =>
  (permissionTable[permission] as readonly Role[]).includes(role);

/** The feature before the dot, under which permissions stand together. */
const featureOf = (permission: string): string => permission.split('.')[0] ?? '';
const groups = [...new Set(permissions.map(featureOf))].map((group) => ({
  group,
  members: permissions.filter((permission) => featureOf(permission) === group),
}));

const Roles = (): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  return (
    <PlainTable
      caption={t(texts.roles)}
      rows={roles}
      rowKey={(role) => role}
      empty=""
      columns={[
        { key: 'role', title: t(texts.role), render: (role) => roleFacts[role].label[language] },
        { key: 'reach', title: t(texts.reach), render: (role) => t(texts[roleFacts[role].reach]) },
        {
          key: 'factor',
          title: t(texts.factor),
          render: (role) => (roleFacts[role].secondFactor ? t(texts.required) : t(texts.optional)),
        },
      ]}
    />
  );
};

const Matrix = (): ReactNode => {
  const t = useText();
  const { language } = useLanguage();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by keyboard
    <div className={css.scroll} role="region" aria-label={t(texts.matrix)} tabIndex={0}>
      <table className={css.matrix}>
        <caption className="sr-only">{t(texts.matrix)}</caption>
        <thead>
          <tr>
            <th scope="col" className={css.permission}>
              {t(texts.permission)}
            </th>
            {roles.map((role) => (
              <th key={role} scope="col" className={css.role}>
                <span>{roleFacts[role].label[language]}</span>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ group, members }) => (
          <tbody key={group}>
            {members.map((permission) => (
              <tr key={permission}>
                <th scope="row" className={css.permission}>
                  {t(permissionTexts[permission])}
                </th>
                {roles.map((role) => (
                  <td key={role} data-holds={holds(role, permission)}>
                    {holds(role, permission) ? (
                      <>
                        <span aria-hidden="true">●</span>
                        <span className="sr-only">{t(texts.may)}</span>
                      </>
                    ) : (
                      <span className="sr-only">{t(texts.mayNot)}</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
};

/** Who may do what: the table that the router itself reads, for everybody to see. */
export const Page = (): ReactNode => {
  const t = useText();
  return (
    <Frame title={t(texts.title)} intro={t(texts.intro)}>
      <Section title={t(texts.matrix)}>
        <Matrix />
      </Section>
      <Section title={t(texts.roles)}>
        <Roles />
      </Section>
    </Frame>
  );
};
