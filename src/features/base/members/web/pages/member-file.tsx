import { Button, Tabs } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { z } from 'zod';
import { useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { type MemberFile, memberFile } from '../../contract.ts';
import { fileTexts } from '../../file/messages.ts';
import { listTexts } from '../../list/messages.ts';
import { waysBack } from '../../returns/rules.ts';
import { useBranchTree } from '../parts/branch-tree.ts';
import { LeaveMembershipDialog, MoveDialog, UndoLeaveDialog } from '../parts/event-dialogs.tsx';
import { FileBody } from '../parts/file-body.tsx';
import { FileTags } from '../parts/file-header.tsx';
import { History } from '../parts/history.tsx';
import { MemberCorrections } from '../parts/member-corrections.tsx';
import { Readings } from '../parts/readings.tsx';
import { ReturnDialog } from '../parts/return-dialog.tsx';

const tabs = ['file', 'history', 'corrections', 'readings'] as const;
const address = z.object({ tab: z.enum(tabs).default('file') });

const Actions = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const returns = file.can.return && waysBack(file.ended?.kind ?? '').length > 0;
  const tree = useBranchTree({ enabled: file.can.move || returns });
  const [open, setOpen] = useState<'move' | 'leave' | 'undo' | 'return' | null>(null);
  const close = (): void => setOpen(null);
  const elsewhere = tree.branches.some((branch) => branch.id !== file.fields.branchId);
  return (
    <>
      {can('transfers.prepare') && file.ended === null && (
        <LinkButton to={`/transfers/new?person=${file.id}`}>{t(fileTexts.transfer)}</LinkButton>
      )}
      {file.can.move && elsewhere && <Button onClick={() => setOpen('move')}>{t(fileTexts.move)}</Button>}
      {file.can.leave && (
        <Button danger onClick={() => setOpen('leave')}>
          {t(fileTexts.leave)}
        </Button>
      )}
      {returns && <Button onClick={() => setOpen('return')}>{t(fileTexts.return)}</Button>}
      {file.ended && can('members.edit') && <Button onClick={() => setOpen('undo')}>{t(fileTexts.undoLeave)}</Button>}
      <MoveDialog file={file} tree={tree} open={open === 'move'} onClose={close} />
      <LeaveMembershipDialog file={file} open={open === 'leave'} onClose={close} />
      <ReturnDialog file={file} tree={tree} open={open === 'return'} onClose={close} />
      <UndoLeaveDialog file={file} open={open === 'undo'} onClose={close} />
    </>
  );
};

const FileTabs = ({ file }: { file: MemberFile }): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ tab }, setTab] = useAddressState(address);
  const items = [
    { key: 'file', label: t(fileTexts.tabFile), children: <FileBody file={file} /> },
    { key: 'history', label: t(fileTexts.tabHistory), children: <History memberId={file.id} /> },
    ...(can('corrections.decide')
      ? [{ key: 'corrections', label: t(fileTexts.tabCorrections), children: <MemberCorrections memberId={file.id} /> }]
      : []),
    ...(can('members.readings')
      ? [{ key: 'readings', label: t(fileTexts.tabReadings), children: <Readings memberId={file.id} /> }]
      : []),
  ];
  return (
    <Tabs
      activeKey={items.some((item) => item.key === tab) ? tab : 'file'}
      onChange={(key) => setTab({ tab: tabs.find((known) => known === key) ?? 'file' })}
      items={items}
    />
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const from = useLocation().state as { readonly list?: string } | null;
  const { data: file, error, isPending, refetch } = useApi(memberFile, { params: { id } }, { traced: true });
  const name = file ? String(file.fields.name ?? '') : t(fileTexts.title);
  useEffect(() => {
    document.title = file ? `${name} · ${t(fileTexts.title)}` : name;
  }, [file, name, t]);
  return (
    <Frame
      title={
        <>
          {name}
          {file && <FileTags file={file} />}
        </>
      }
      crumbs={[{ title: t(listTexts.title), to: `/members${from?.list ?? ''}` }, { title: name }]}
      actions={file && <Actions file={file} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={12}>
        {() => file && <FileTabs key={file.id} file={file} />}
      </StateView>
    </Frame>
  );
};
