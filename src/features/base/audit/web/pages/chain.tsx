import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { type Job, jobById } from '#features/base/jobs/contract.ts';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { ProgressBar } from '#ui/progress-bar.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { auditChain, Verification, verifyAudit } from '../../contract.ts';
import { auditTexts } from '../../messages.ts';
import css from './chain.module.css';

const ChainState = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { data, error, isPending, refetch } = useApi(auditChain, {}, { every: 30_000 });
  return (
    <Section title={t(auditTexts.chainState)}>
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={3}>
        {() =>
          data && (
            <Facts
              facts={[
                { label: t(auditTexts.length), value: t(auditTexts.events, { count: format.number(data.length) }) },
                { label: t(auditTexts.waiting), value: t(auditTexts.events, { count: format.number(data.waiting) }) },
                { label: t(auditTexts.linkedAt), value: format.moment(data.linkedAt) },
                { label: t(auditTexts.head), value: <code className={css.hash}>{data.head}</code>, wide: true },
              ]}
            />
          )
        }
      </StateView>
      <p className={css.quiet}>{t(auditTexts.anchorHint)}</p>
    </Section>
  );
};

const Result = ({ result }: { result: Verification }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { broken } = result;
  const facts: Fact[] = [
    { label: t(auditTexts.checked), value: t(auditTexts.events, { count: format.number(result.links) }) },
    { label: t(auditTexts.unlinkedCount), value: t(auditTexts.events, { count: format.number(result.unlinked) }) },
    { label: t(auditTexts.head), value: <code className={css.hash}>{result.head}</code>, wide: true },
    ...(broken?.eventId
      ? [{ label: t(auditTexts.brokenEvent), value: <code className={css.hash}>{broken.eventId}</code>, wide: true }]
      : []),
  ];
  return (
    <>
      {broken ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(auditTexts.broken, { seq: format.number(broken.seq) })}
          description={
            <>
              <p>{t(auditTexts[`why_${broken.why}`])}</p>
              <p>{t(auditTexts.brokenAdvice)}</p>
            </>
          }
        />
      ) : (
        <Alert
          type="success"
          showIcon
          role="status"
          title={t(auditTexts.intact)}
          description={t(auditTexts.intactHint, { links: format.number(result.links) })}
        />
      )}
      <Facts facts={facts} />
    </>
  );
};

const isUnderWay = (job: Job | undefined): boolean => job?.state === 'waiting' || job?.state === 'running';
/** The chain of a small county is done before a page that has just opened listens to the stream. */
const whileUnderWay = (job: Job | undefined): number | false => (isUnderWay(job) ? 2_000 : false);

const Running = ({ jobId }: { jobId: string }): ReactNode => {
  const t = useText();
  const { data: job, error, isPending, refetch } = useApi(jobById, { params: { id: jobId } }, { every: whileUnderWay });
  const result = job?.state === 'done' ? Verification.safeParse(job.result) : null;
  return (
    <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={2}>
      {() => {
        if (!job) return null;
        if (result?.success) return <Result result={result.data} />;
        if (isUnderWay(job))
          return (
            <ProgressBar
              label={t(auditTexts.verifying)}
              done={job.done}
              total={job.total}
              phase={t(auditTexts.verifying)}
            />
          );
        return (
          <Alert
            type="error"
            showIcon
            title={t(auditTexts.failed)}
            action={<Link to={`/jobs/${job.id}`}>{job.subject || t(auditTexts.verify)}</Link>}
          />
        );
      }}
    </StateView>
  );
};

/** Whether the log is what it was: the state of the chain, and the result of recomputing it. */
export const Page = (): ReactNode => {
  const t = useText();
  const [jobId, setJobId] = useState<string | null>(null);
  const verify = useCommand(verifyAudit, { touches: [auditChain], onDone: (reply) => setJobId(reply.jobId) });
  return (
    <Frame
      title={t(auditTexts.chain)}
      intro={t(auditTexts.chainIntro)}
      actions={
        <Button type="primary" loading={verify.busy} onClick={() => verify.fire({})}>
          {t(auditTexts.verify)}
        </Button>
      }
    >
      <ChainState />
      <Section title={t(auditTexts.verification)}>
        {verify.error && <ErrorNotice error={verify.error} />}
        {jobId === null ? <p className={css.quiet}>{t(auditTexts.verifyHint)}</p> : <Running jobId={jobId} />}
      </Section>
    </Frame>
  );
};
