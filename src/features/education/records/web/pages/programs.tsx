import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { type Program, programs } from '../../contract.ts';
import { recordsTexts } from '../../messages.ts';
import { AddDialog, RevokeDialog } from '../parts/program-dialogs.tsx';

const Programs = ({
  items,
  onRevoke,
}: {
  items: readonly Program[];
  onRevoke: (program: Program) => void;
}): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <PlainTable
      caption={t(recordsTexts.programs)}
      rows={items}
      rowKey={({ id }) => id}
      empty={t(recordsTexts.none)}
      columns={[
        { key: 'name', title: t(recordsTexts.name), render: ({ name }) => name },
        { key: 'contact', title: t(recordsTexts.contact), render: ({ contact }) => contact },
        {
          key: 'scopes',
          title: t(recordsTexts.scopes),
          render: ({ scopes }) => format.list(scopes.map((scope) => t(recordsTexts[`scope_${scope}`]))),
        },
        { key: 'madeAt', title: t(recordsTexts.madeAt), render: ({ madeAt }) => format.moment(madeAt) },
        { key: 'statements', title: t(recordsTexts.statements), render: ({ statements }) => format.number(statements) },
        {
          key: 'state',
          title: t(recordsTexts.state),
          render: ({ revokedAt }) => (
            <Tag tone={revokedAt === null ? 'success' : 'plain'}>
              {revokedAt === null ? t(recordsTexts.inUse) : t(recordsTexts.revoked, { at: format.moment(revokedAt) })}
            </Tag>
          ),
        },
      ]}
      renderActions={(program) =>
        program.revokedAt === null && (
          <Button type="link" size="small" onClick={() => onRevoke(program)}>
            {t(recordsTexts.revoke)}
          </Button>
        )
      }
    />
  );
};

/** Programs of others that keep learning records here. */
export const Page = (): ReactNode => {
  const t = useText();
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<Program | null>(null);
  const { data, error, isPending, refetch } = useApi(programs, {});
  return (
    <Frame
      title={t(recordsTexts.title)}
      intro={t(recordsTexts.intro, { address: `${window.location.origin}/xapi` })}
      actions={
        <Button type="primary" onClick={() => setAdding(true)}>
          {t(recordsTexts.add)}
        </Button>
      }
    >
      <Section title={t(recordsTexts.programs)}>
        <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
          {() => <Programs items={data?.items ?? []} onRevoke={setRevoking} />}
        </StateView>
      </Section>
      <AddDialog open={adding} onClose={() => setAdding(false)} />
      <RevokeDialog of={revoking} onClose={() => setRevoking(null)} />
    </Frame>
  );
};
