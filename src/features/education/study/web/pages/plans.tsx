import { Button, Modal, Space } from 'antd';
import { type ReactNode, useState } from 'react';
import { z } from 'zod';
import { formatCalendarMonth } from '#shared/format.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { useSession } from '#webkit/session.tsx';
import { hourTexts } from '../../hours/messages.ts';
import { studyProblems, workTexts } from '../../messages.ts';
import { endPlan, issuePlan, planList, type Plan } from '../../plans/contract.ts';
import { PlanForm } from '../parts/plan-form.tsx';
import css from '../parts/study.module.css';
import { useTopics } from '../parts/words.ts';
import { YearSelect } from '../parts/year-select.tsx';

const address = z.object({
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
});

/** What has been done of a line: by the branches below, by the people for whom it is, or by the branch as a whole. */
const LineState = ({ line: { done, people, branches } }: { line: Plan['lines'][number] }): ReactNode => {
  const t = useText();
  if (branches !== null) {
    if (branches.of === 0) return t(workTexts.forNobody);
    return branches.did === null
      ? t(workTexts.tooFewToTell)
      : t(workTexts.studiedBy, { branches: branches.did, all: branches.of });
  }
  if (people?.of === 0) return t(workTexts.forNobody);
  return (
    <>
      {done ? <Tag tone="success">{t(workTexts.done)}</Tag> : t(workTexts.notDone)}
      {people && ` · ${t(workTexts.didOf, people)}`}
    </>
  );
};

interface SectionProps {
  readonly plan: Plan;
  readonly onChange: () => void;
}

const PlanSection = ({ plan, onChange }: SectionProps): ReactNode => {
  const t = useText();
  const topics = useTopics();
  const { language } = useLanguage();
  const [act, setAct] = useState<'issue' | 'end'>('issue');
  const [isAsking, setAsking] = useState(false);
  const onDone = (): void => setAsking(false);
  const issue = useCommand(issuePlan, { touches: [planList], onDone });
  const end = useCommand(endPlan, { touches: [planList], onDone });
  const command = act === 'issue' ? issue : end;
  const verb = { issue: t(workTexts.issue), end: t(workTexts.endPlan) };
  const ask = (what: typeof act): void => {
    // What was refused the last time is not said again before it is tried.
    (what === 'issue' ? issue : end).reset();
    setAct(what);
    setAsking(true);
  };
  return (
    <Section
      title={
        <>
          {plan.title}{' '}
          <Tag tone={plan.state === 'issued' ? 'success' : 'plain'}>{t(workTexts[`plan_${plan.state}`])}</Tag>
        </>
      }
      flush
    >
      <div className={css.head}>
        <p>
          {t(hourTexts[`audience_${plan.audience}`])}
          {plan.above && ` · ${t(workTexts.fromAbove, { name: plan.organisationName })}`} ·{' '}
          {plan.needed === null
            ? t(workTexts.plannedOnly, { planned: plan.planned })
            : t(workTexts.planned, { planned: plan.planned, needed: plan.needed })}
        </p>
        {plan.details !== '' && <p>{plan.details}</p>}
        <Space wrap>
          {plan.can.change && <Button onClick={onChange}>{t(workTexts.changePlan)}</Button>}
          {plan.can.issue && (
            <Button type="primary" onClick={() => ask('issue')}>
              {verb.issue}
            </Button>
          )}
          {plan.can.end && <Button onClick={() => ask('end')}>{verb.end}</Button>}
        </Space>
        <ConfirmDialog
          open={isAsking}
          title={t(act === 'issue' ? workTexts.issueTitle : workTexts.endPlanTitle)}
          consequence={t(act === 'issue' ? workTexts.issueHint : workTexts.endPlanHint)}
          verb={verb[act]}
          busy={command.busy}
          error={command.error}
          texts={studyProblems}
          onConfirm={() => command.fire({ params: { id: plan.id }, body: { version: plan.version } })}
          onClose={() => setAsking(false)}
        />
      </div>
      <PlainTable
        caption={plan.title}
        rows={plan.lines.map((line, at) => ({ ...line, at }))}
        rowKey={({ at }) => String(at)}
        empty="–"
        columns={[
          { key: 'month', title: t(workTexts.month), render: ({ month }) => formatCalendarMonth(language, month) },
          { key: 'topic', title: t(workTexts.topic), render: ({ topic }) => topics.nameOf(topic) },
          { key: 'words', title: t(workTexts.words), render: ({ words }) => words },
          { key: 'form', title: t(workTexts.form), render: ({ form }) => t(workTexts[`form_${form}`]) },
          { key: 'hours', title: t(workTexts.hours), render: ({ hours }) => String(hours) },
          {
            key: 'done',
            title: t(workTexts.state),
            render: (line) => <LineState line={line} />,
          },
        ]}
      />
    </Section>
  );
};

/** Plans of a year: the own ones and those from above. */
export const Page = (): ReactNode => {
  const t = useText();
  const { can } = useSession();
  const [{ year }, setState] = useAddressState(address);
  const [editing, setEditing] = useState<Plan | 'new' | null>(null);
  const { data, error, isPending, refetch } = useApi(planList, {
    query: year === undefined ? {} : { year: Number(year) },
  });
  return (
    <Frame
      title={t(workTexts.plans)}
      intro={t(workTexts.plansIntro)}
      actions={
        can('study.plan') && (
          <Button type="primary" onClick={() => setEditing('new')}>
            {t(workTexts.newPlan)}
          </Button>
        )
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <>
              <Toolbar>
                <YearSelect data={data} onChange={(next) => setState({ year: next })} />
              </Toolbar>
              {data.items.length === 0 && (
                <Section>
                  <p>{t(workTexts.noPlans)}</p>
                </Section>
              )}
              {data.items.map((plan) => (
                <PlanSection key={plan.id} plan={plan} onChange={() => setEditing(plan)} />
              ))}
              <Modal
                open={editing !== null}
                width={820}
                title={t(editing === 'new' ? workTexts.newPlan : workTexts.changePlan)}
                footer={null}
                mask={{ closable: false }}
                onCancel={() => setEditing(null)}
                destroyOnHidden
              >
                {editing !== null && (
                  <PlanForm
                    plan={editing === 'new' ? null : editing}
                    year={data.year}
                    onDone={() => setEditing(null)}
                  />
                )}
              </Modal>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
