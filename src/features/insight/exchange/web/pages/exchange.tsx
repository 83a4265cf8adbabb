import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { type ProgramKey, programKeys } from '../../contract.ts';
import { exchangeTexts } from '../../messages.ts';
import { MakeDialog, RevokeDialog } from '../parts/key-dialogs.tsx';
import { Points } from '../parts/points.tsx';

const Keys = ({
  items,
  onRevoke,
}: {
  items: readonly ProgramKey[];
  onRevoke: (key: ProgramKey) => void;
}): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <PlainTable
      caption={t(exchangeTexts.keys)}
      rows={items}
      rowKey={({ id }) => id}
      empty={t(exchangeTexts.none)}
      columns={[
        { key: 'name', title: t(exchangeTexts.name), render: ({ name }) => name },
        { key: 'contact', title: t(exchangeTexts.contact), render: ({ contact }) => contact },
        { key: 'madeAt', title: t(exchangeTexts.madeAt), render: ({ madeAt }) => format.moment(madeAt) },
        { key: 'requests', title: t(exchangeTexts.requests), render: ({ requests }) => format.number(requests) },
        {
          key: 'state',
          title: t(exchangeTexts.state),
          render: ({ revokedAt }) => (
            <Tag tone={revokedAt === null ? 'success' : 'plain'}>
              {revokedAt === null ? t(exchangeTexts.inUse) : t(exchangeTexts.revoked, { at: format.moment(revokedAt) })}
            </Tag>
          ),
        },
      ]}
      renderActions={(key) =>
        key.revokedAt === null && (
          <Button type="link" size="small" onClick={() => onRevoke(key)}>
            {t(exchangeTexts.revoke)}
          </Button>
        )
      }
    />
  );
};

/** Keys of other people's programs, and where the county's villages lie. */
export const Page = (): ReactNode => {
  const t = useText();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ProgramKey | null>(null);
  const { data, error, isPending, refetch } = useApi(programKeys, {});
  return (
    <Frame
      title={t(exchangeTexts.title)}
      intro={t(exchangeTexts.intro, { address: `${window.location.origin}/open311/v2` })}
      actions={
        <Button type="primary" onClick={() => setMaking(true)}>
          {t(exchangeTexts.make)}
        </Button>
      }
    >
      <Section title={t(exchangeTexts.keys)}>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
          {() => <Keys items={data?.items ?? []} onRevoke={setRevoking} />}
        </StateView>
      </Section>
      <Points />
      <MakeDialog open={making} onClose={() => setMaking(false)} />
      <RevokeDialog of={revoking} onClose={() => setRevoking(null)} />
    </Frame>
  );
};
