import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import { useWord } from '#ui/words.tsx';
import { useList } from '#webkit/list.ts';
import { useApi, useCommand } from '#webkit/query.ts';
import { type Approval, ownApprovals, spoken, withdrawApproval } from '#features/base/approvals/contract.ts';
import { type Job, jobList } from '#features/base/jobs/contract.ts';
import { exportApproved } from '../../export/contract.ts';
import { exportTexts } from '../../export/messages.ts';
import { DownloadExport, ExportProgress } from '../parts/export-progress.tsx';
import { problemTexts } from '../parts/field-form.ts';
import { RecordTable } from '../parts/record-table.tsx';

const tones: Readonly<Record<Approval['state'], Tone>> = {
  waiting: 'info',
  approved: 'success',
  refused: 'warning',
  withdrawn: 'plain',
  expired: 'plain',
};

const Summary = ({ approval }: { approval: Approval }): ReactNode => {
  const word = useWord();
  const { language } = useLanguage();
  return approval.summary.map((line) => (
    <div key={line.message}>{word(`approval.${line.message}`, line.message, spoken(line, language))}</div>
  ));
};

const ApprovalState = ({ approval }: { approval: Approval }): ReactNode => {
  const t = useText();
  return (
    <>
      <Tag tone={tones[approval.state]}>
        {t(approval.usedAt ? exportTexts.usedState : exportTexts[`states_${approval.state}`])}
      </Tag>
      {approval.decider && approval.answer && (
        <div>{t(exportTexts.decided, { decider: approval.decider, answer: approval.answer })}</div>
      )}
    </>
  );
};

/** Exports that went before a second person; an approved one is started here by who asked. */
const Approvals = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const list = useList(ownApprovals, {}, 50);
  const [started, setStarted] = useState<string | null>(null);
  const touches = [ownApprovals, jobList];
  const use = useCommand(exportApproved, { touches, onDone: ({ jobId }) => setStarted(jobId) });
  const withdraw = useCommand(withdrawApproval, { touches });
  const rows = list.rows.filter((approval) => approval.kind === 'members.export');
  const actions = (approval: Approval): ReactNode => (
    <>
      {approval.can.use && (
        <Button size="small" loading={use.busy} onClick={() => use.fire({ body: { approvalId: approval.id } })}>
          {t(exportTexts.start)}
        </Button>
      )}
      {approval.can.withdraw && (
        <Button size="small" loading={withdraw.busy} onClick={() => withdraw.fire({ params: { id: approval.id } })}>
          {t(exportTexts.withdraw)}
        </Button>
      )}
    </>
  );
  const error = use.error ?? withdraw.error;
  return (
    <Section title={t(exportTexts.approvals)}>
      {error && <ErrorNotice error={error} texts={problemTexts} />}
      {started && <ExportProgress jobId={started} />}
      <StateView error={list.error} loading={list.loading} onAgain={list.reload}>
        <RecordTable
          caption={t(exportTexts.approvals)}
          rows={rows}
          rowKey={(row) => row.id}
          empty={t(exportTexts.approvalsEmpty)}
          actions={actions}
          columns={[
            { key: 'what', title: t(exportTexts.what), render: (row) => <Summary approval={row} /> },
            { key: 'reason', title: t(exportTexts.reason), render: (row) => row.reason },
            { key: 'askedAt', title: t(exportTexts.askedAt), render: (row) => format.moment(row.askedAt) },
            { key: 'state', title: t(exportTexts.state), render: (row) => <ApprovalState approval={row} /> },
          ]}
        />
      </StateView>
    </Section>
  );
};

const FileState = ({ job }: { job: Job }): ReactNode => {
  const t = useText();
  if (job.state === 'done') return <DownloadExport job={job} />;
  if (job.state === 'waiting' || job.state === 'running')
    return <ProgressBar label={t(exportTexts.running)} done={job.done} total={job.total} />;
  return <Tag tone="error">{t(exportTexts.failed)}</Tag>;
};

const Files = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(jobList, {});
  const rows = (data?.items ?? []).filter((job) => job.kind === 'members.export');
  return (
    <Section title={t(exportTexts.jobs)}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        <RecordTable
          caption={t(exportTexts.jobs)}
          rows={rows}
          rowKey={(row) => row.id}
          empty={t(exportTexts.jobsEmpty)}
          columns={[
            { key: 'what', title: t(exportTexts.what), render: (row) => row.subject || t(exportTexts.jobKind) },
            { key: 'askedAt', title: t(exportTexts.askedAt), render: (row) => format.moment(row.createdAt) },
            { key: 'state', title: t(exportTexts.state), render: (row) => <FileState job={row} /> },
          ]}
        />
      </StateView>
    </Section>
  );
};

export const Page = (): ReactNode => {
  const t = useText();
  return (
    <Frame title={t(exportTexts.title)} intro={t(exportTexts.intro)}>
      <Approvals />
      <Files />
    </Frame>
  );
};
