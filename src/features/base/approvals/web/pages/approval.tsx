import { Alert } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { type Approval, approvalById } from '../../contract.ts';
import { approvalTexts } from '../../messages.ts';
import { ApprovalState, useLine, useMatter } from '../parts/approval-words.tsx';
import { DecideApproval, WithdrawApproval } from '../parts/decide-approval.tsx';
import css from './approval.module.css';

const Content = ({ approval }: { approval: Approval }): ReactNode => {
  const t = useText();
  const line = useLine();
  return (
    <Section
      title={t(approvalTexts.content)}
      actions={approval.link && <LinkButton to={approval.link}>{t(approvalTexts.whole)}</LinkButton>}
    >
      <ul className={css.lines}>
        {approval.summary.map((one, place) => (
          <li key={place}>{line(one)}</li>
        ))}
      </ul>
    </Section>
  );
};

const ApprovalFacts = ({ approval }: { approval: Approval }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { decider, decidedAt, answer, usedAt, organisationName } = approval;
  const facts: Fact[] = [
    { label: t(approvalTexts.asker), value: approval.asker },
    { label: t(approvalTexts.askedAt), value: format.moment(approval.askedAt) },
    ...(organisationName ? [{ label: t(approvalTexts.organisation), value: organisationName }] : []),
    { label: t(approvalTexts.expiresAt), value: format.moment(approval.expiresAt) },
    { label: t(approvalTexts.reason), value: approval.reason, wide: true },
    ...(decider
      ? [
          {
            label: t(approvalTexts.decided),
            value: t(approvalTexts.decidedBy, { decider, at: format.moment(decidedAt) }),
          },
          { label: t(approvalTexts.answer), value: answer || t(approvalTexts.noAnswer) },
        ]
      : []),
    ...(usedAt ? [{ label: t(approvalTexts.usedAt), value: format.moment(usedAt) }] : []),
  ];
  return <Facts facts={facts} />;
};

const Hint = ({ approval }: { approval: Approval }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (approval.can.use)
    return (
      <Alert type="success" showIcon title={t(approvalTexts.usable, { until: format.moment(approval.expiresAt) })} />
    );
  return approval.can.withdraw ? <Alert type="info" showIcon title={t(approvalTexts.ownWaits)} /> : null;
};

/** One act as it would be carried out, and the answers to it. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { can } = useSession();
  const { data: approval, error, isPending, refetch } = useApi(approvalById, { params: { id } });
  const matter = useMatter();
  const title = approval ? matter(approval) : t(approvalTexts.title);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Frame
      title={
        <>
          {title} {approval && <ApprovalState approval={approval} />}
        </>
      }
      crumbs={[{ title: t(approvalTexts.title), ...(can('members.export') ? { to: '/approvals' } : {}) }, { title }]}
      actions={
        approval && (
          <>
            {approval.can.decide && <DecideApproval approval={approval} />}
            {approval.can.withdraw && <WithdrawApproval approval={approval} />}
          </>
        )
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={6}>
        {() =>
          approval && (
            <>
              <Hint approval={approval} />
              <Content approval={approval} />
              <Section title={t(approvalTexts.facts)}>
                <ApprovalFacts approval={approval} />
              </Section>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
