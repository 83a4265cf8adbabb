import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { type Tab, TabStrip } from '#ui/office/tab-strip.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { type Organisation, organisationById } from '../../contract.ts';
import { organisationTexts } from '../../detail/messages.ts';
import { eventTexts } from '../../events/messages.ts';
import { Below } from '../parts/below.tsx';
import { Committee } from '../parts/committee.tsx';
import { EventHistory, UndoDialog } from '../parts/event-history.tsx';
import css from '../parts/organisation.module.css';
import { Overview } from '../parts/overview.tsx';
import { rosterOf } from '../parts/summary.tsx';
import { Terms } from '../parts/terms.tsx';
import { useTypeName } from '../parts/words.ts';

const tabs = ['overview', 'committee', 'below', 'history'] as const;
const address = z.object({ tab: z.enum(tabs).default('overview') });

const changes = [
  { kind: 'create', can: 'create', text: eventTexts.create },
  { kind: 'facts', can: 'change', text: eventTexts.facts },
  { kind: 'rename', can: 'rename', text: eventTexts.rename },
  { kind: 'retype', can: 'retype', text: eventTexts.retype },
  { kind: 'move', can: 'move', text: eventTexts.move },
  { kind: 'merge', can: 'merge', text: eventTexts.merge },
  { kind: 'abolish', can: 'abolish', text: eventTexts.abolish },
] as const satisfies readonly {
  readonly can: keyof Organisation['can'];
  readonly kind: string;
  readonly text: unknown;
}[];

const Actions = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const navigate = useNavigate();
  const [undoing, setUndoing] = useState(false);
  const { id, can } = organisation;
  const items = [
    ...changes.filter((change) => can[change.can]).map(({ kind, text }) => ({ key: kind, label: t(text) })),
    ...(can.undo ? [{ type: 'divider' as const }, { key: 'undo', label: t(organisationTexts.undo) }] : []),
  ];
  return (
    <>
      {can.members && <LinkButton to={rosterOf(id)}>{t(organisationTexts.roster)}</LinkButton>}
      {items.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items,
            onClick: ({ key }) =>
              key === 'undo' ? setUndoing(true) : void navigate(`/organisations/${id}/change/${key}`),
          }}
        >
          <Button icon={<DownOutlined aria-hidden />} iconPlacement="end">
            {t(organisationTexts.change)}
          </Button>
        </Dropdown>
      )}
      <UndoDialog organisation={organisation} open={undoing} onClose={() => setUndoing(false)} />
    </>
  );
};

const OrganisationTabs = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const [{ tab }, setTab] = useAddressState(address);
  const items: Tab<(typeof tabs)[number]>[] = [
    {
      key: 'overview',
      label: t(organisationTexts.tabOverview),
      render: () => <Overview organisation={organisation} />,
    },
    {
      key: 'committee',
      label: t(organisationTexts.tabCommittee),
      render: () => (
        <div className={css.stack}>
          <Committee organisation={organisation} />
          <Terms organisation={organisation} />
        </div>
      ),
    },
    {
      key: 'below',
      label: `${t(organisationTexts.tabBelow)} ${organisation.children.length}`,
      render: () => <Below organisation={organisation} />,
    },
    {
      key: 'history',
      label: t(organisationTexts.tabHistory),
      render: () => <EventHistory organisation={organisation} />,
    },
  ];
  return (
    <TabStrip label={t(organisationTexts.title)} tabs={items} active={tab} onChange={(key) => setTab({ tab: key })} />
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const typeName = useTypeName();
  const { id = '' } = useParams();
  const { data: organisation, error, isPending, refetch } = useApi(organisationById, { params: { id } });
  const name = organisation?.name ?? t(organisationTexts.title);
  useEffect(() => {
    document.title = name;
  }, [name]);
  return (
    <Frame
      title={
        <>
          {name} {organisation?.abolishedOn && <Tag tone="warning">{t(organisationTexts.abolished)}</Tag>}
        </>
      }
      intro={organisation && typeName(organisation.type)}
      crumbs={[
        { title: t(organisationTexts.tree), to: '/organisations' },
        ...(organisation?.ancestors ?? []).map((one) => ({ title: one.shortName, to: `/organisations/${one.id}` })),
        { title: organisation?.shortName ?? '…' },
      ]}
      actions={organisation && <Actions organisation={organisation} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() => organisation && <OrganisationTabs key={organisation.id} organisation={organisation} />}
      </StateView>
    </Frame>
  );
};
