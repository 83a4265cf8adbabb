import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router';
import { z } from 'zod';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { type Tab, TabStrip } from '#ui/office/tab-strip.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { type Appraisal, appraisalById } from '../../contract.ts';
import { appraisalTexts, stateTexts, stepTexts } from '../../messages.ts';
import type { Step } from '../../rules.ts';
import css from '../parts/appraisal.module.css';
import { GradeStep } from '../parts/grade-step.tsx';
import { MutualStep } from '../parts/mutual-step.tsx';
import { RollStep } from '../parts/roll-step.tsx';
import { CancelAppraisal } from '../parts/start-dialog.tsx';
import { TellStep } from '../parts/tell-step.tsx';
import { TestStep } from '../parts/test-step.tsx';
import { stateTones } from '../parts/words.ts';

const tabs = ['roll', 'mutual', 'test', 'grade', 'tell'] as const;
type Place = (typeof tabs)[number];
const address = z.object({ step: z.enum(tabs).optional() });

/** Where the step that waits stands. */
const placeOf: Readonly<Record<Step, Place>> = {
  study: 'mutual',
  self: 'roll',
  mutual: 'mutual',
  test: 'test',
  confirm: 'test',
  grade: 'grade',
  tell: 'tell',
  report: 'tell',
};

const Steps = ({ appraisal }: { appraisal: Appraisal }): ReactNode => {
  const t = useText();
  const [{ step }, setStep] = useAddressState(address);
  const all: (Tab<Place> & { readonly label: string })[] = [
    { key: 'roll', label: t(appraisalTexts.stepRoll), render: () => <RollStep appraisal={appraisal} /> },
    { key: 'mutual', label: t(appraisalTexts.stepMutual), render: () => <MutualStep appraisal={appraisal} /> },
    { key: 'test', label: t(appraisalTexts.stepTest), render: () => <TestStep appraisal={appraisal} /> },
    { key: 'grade', label: t(appraisalTexts.stepGrade), render: () => <GradeStep appraisal={appraisal} /> },
    { key: 'tell', label: t(appraisalTexts.stepTell), render: () => <TellStep appraisal={appraisal} /> },
  ];
  return (
    <TabStrip
      label={t(appraisalTexts.steps)}
      tabs={all.map((tab, place) => ({ ...tab, label: `${place + 1} ${tab.label}` }))}
      active={step ?? (appraisal.next === null ? 'grade' : placeOf[appraisal.next])}
      onChange={(key) => setStep({ step: key })}
    />
  );
};

const Overview = ({ appraisal }: { appraisal: Appraisal }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { counts, most, rollOn, next, cancelledWhy, sight } = appraisal;
  const { graded, ungraded, excused } = counts;
  return (
    <Section title={t(appraisalTexts.facts)}>
      <Facts
        columns={3}
        facts={[
          { label: t(appraisalTexts.rollOn), value: format.day(rollOn) },
          { label: t(appraisalTexts.takingPart), value: t(appraisalTexts.counts, { graded, ungraded, excused }) },
          { label: t(appraisalTexts.next), value: next === null ? '—' : t(stepTexts[next]) },
          { label: t(appraisalTexts.grade), value: t(appraisalTexts.mostIs, { most }) },
          ...(cancelledWhy ? [{ label: t(appraisalTexts.cancelledWhy), value: cancelledWhy, wide: true }] : []),
        ]}
      />
      {sight !== 'all' && <p className={css.quiet}>{t(appraisalTexts.sightAct)}</p>}
    </Section>
  );
};

/** One appraisal, step by step: roll, study and mutual, test, grades, feedback and report. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: appraisal, error, isPending, refetch } = useApi(appraisalById, { params: { id } });
  const title = appraisal
    ? t(appraisalTexts.titleOf, { branch: appraisal.organisation.shortName, year: appraisal.year })
    : t(appraisalTexts.one);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Frame
      title={
        <>
          {title} {appraisal && <Tag tone={stateTones[appraisal.state]}>{t(stateTexts[appraisal.state])}</Tag>}
        </>
      }
      crumbs={[{ title: t(appraisalTexts.title), to: '/appraisals' }, { title }]}
      actions={appraisal?.can.cancel && <CancelAppraisal appraisal={appraisal} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() =>
          appraisal && (
            <div className={css.stack}>
              <Overview appraisal={appraisal} />
              <Steps key={appraisal.id} appraisal={appraisal} />
            </div>
          )
        }
      </StateView>
    </Frame>
  );
};
