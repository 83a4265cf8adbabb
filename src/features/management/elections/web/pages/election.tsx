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
import { type Election, electionById } from '../../contract.ts';
import { electionTexts } from '../../messages.ts';
import { BallotStep } from '../parts/ballot-step.tsx';
import { CandidateStep } from '../parts/candidate-step.tsx';
import { CountStep } from '../parts/count-step.tsx';
import css from '../parts/election.module.css';
import { CancelElection, EditPlan } from '../parts/plan-dialogs.tsx';
import { ResultStep } from '../parts/result-step.tsx';
import { RollStep } from '../parts/roll-step.tsx';
import { basisTexts, matterOf, methodTexts, stateTexts, stateTones, voterTexts } from '../parts/words.ts';

const steps = ['roll', 'candidates', 'ballots', 'count', 'result'] as const;
type Step = (typeof steps)[number];
const address = z.object({ step: z.enum(steps).optional() });

/** Where one stands: what waits next is opened first. */
const nextStep = ({ state, candidates, count }: Election): Step => {
  if (state === 'closed') return 'result';
  if (state === 'held') return count?.confirmer ? 'result' : 'count';
  return candidates.problem === null ? 'ballots' : candidates.items.length > 0 ? 'candidates' : 'roll';
};

const Steps = ({ election }: { election: Election }): ReactNode => {
  const t = useText();
  const [{ step }, setStep] = useAddressState(address);
  const tabs: (Tab<Step> & { readonly label: string })[] = [
    { key: 'roll', label: t(electionTexts.stepRoll), render: () => <RollStep election={election} /> },
    { key: 'candidates', label: t(electionTexts.stepCandidates), render: () => <CandidateStep election={election} /> },
    { key: 'ballots', label: t(electionTexts.stepBallots), render: () => <BallotStep election={election} /> },
    { key: 'count', label: t(electionTexts.stepCount), render: () => <CountStep election={election} /> },
    { key: 'result', label: t(electionTexts.stepResult), render: () => <ResultStep election={election} /> },
  ];
  return (
    <TabStrip
      label={t(electionTexts.steps)}
      tabs={tabs.map((tab, place) => ({ ...tab, label: `${place + 1} ${tab.label}` }))}
      active={step ?? nextStep(election)}
      onChange={(key) => setStep({ step: key })}
    />
  );
};

const Plan = ({ election }: { election: Election }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { heldOn, method, voters, basis, seats, round, cancelledWhy } = election;
  return (
    <Section title={t(electionTexts.facts)} actions={election.can.prepare && <EditPlan election={election} />}>
      <Facts
        columns={3}
        facts={[
          { label: t(electionTexts.kind), value: matterOf(t, election) },
          { label: t(electionTexts.seats), value: format.number(seats) },
          { label: t(electionTexts.heldOn), value: format.day(heldOn) },
          {
            label: t(electionTexts.method),
            value: `${t.loose(methodTexts[method])}${round > 1 ? ` · ${t(electionTexts.round, { count: round })}` : ''}`,
          },
          { label: t(electionTexts.voters), value: t(voterTexts[voters]) },
          { label: t(electionTexts.basis), value: t(basisTexts[basis]) },
          ...(cancelledWhy ? [{ label: t(electionTexts.cancelledWhy), value: cancelledWhy, wide: true }] : []),
        ]}
      />
    </Section>
  );
};

/** One election, step by step: roll, candidates, ballots, count, result. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: election, error, isPending, refetch } = useApi(electionById, { params: { id } });
  const title = election ? `${election.organisation.shortName} ${matterOf(t, election)}` : t(electionTexts.one);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Frame
      title={
        <>
          {title} {election && <Tag tone={stateTones[election.state]}>{t.loose(stateTexts[election.state])}</Tag>}
        </>
      }
      crumbs={[{ title: t(electionTexts.title), to: '/elections' }, { title }]}
      actions={election?.can.cancel && <CancelElection election={election} />}
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() =>
          election && (
            <div className={css.stack}>
              <Plan election={election} />
              <Steps key={election.id} election={election} />
            </div>
          )
        }
      </StateView>
    </Frame>
  );
};
