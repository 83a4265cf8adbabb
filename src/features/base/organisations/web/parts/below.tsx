import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { Tag } from '#ui/tag.tsx';
import type { Organisation } from '../../contract.ts';
import { organisationTexts } from '../../detail/messages.ts';
import { eventTexts } from '../../events/messages.ts';
import { useTypeName } from './words.ts';

/** What hangs directly below, abolished ones last. */
export const Below = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const typeName = useTypeName();
  const { id, children, can } = organisation;
  return (
    <Section
      title={t(organisationTexts.below)}
      actions={can.create && <LinkButton to={`/organisations/${id}/change/create`}>{t(eventTexts.create)}</LinkButton>}
    >
      <PlainTable
        caption={t(organisationTexts.below)}
        rows={children}
        rowKey={(child) => child.id}
        empty={t(organisationTexts.noneBelow)}
        columns={[
          {
            key: 'name',
            title: t(organisationTexts.name),
            render: (child) => (
              <>
                <Link to={`/organisations/${child.id}`}>{child.name}</Link>{' '}
                {child.abolished && <Tag>{t(organisationTexts.abolished)}</Tag>}
              </>
            ),
          },
          { key: 'type', title: t(organisationTexts.type), render: (child) => typeName(child.type) },
          {
            key: 'members',
            title: t(organisationTexts.members),
            render: (child) => (child.members === null ? '–' : format.number(child.members)),
          },
        ]}
      />
    </Section>
  );
};
