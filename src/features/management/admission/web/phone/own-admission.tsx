import type { ReactNode } from 'react';
import { type Fact, Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { useApi } from '#webkit/query.ts';
import { type OwnCase, ownAdmission } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { packTexts } from '../../rules/messages.ts';
import type { Pack } from '../../steps.ts';
import css from './own-admission.module.css';
import { toneOfCase, toneOfStep, useAdmissionWords } from '../parts/words.ts';

const OneCase = ({ one }: { one: OwnCase }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useAdmissionWords();
  const facts: Fact[] = [
    { label: t(admissionTexts.stage), value: words.stage(one.stage) },
    { label: t(admissionTexts.branch), value: one.branch },
    { label: t(admissionTexts.begunOn), value: format.day(one.begunOn) },
  ];
  const termOf = ({ latest, earliest }: Pick<OwnCase['path'][number], 'latest' | 'earliest'>): string | null => {
    if (latest !== null) return t(admissionTexts.latest, { day: format.day(latest) });
    return earliest === null ? null : t(admissionTexts.earliest, { day: format.day(earliest) });
  };
  /** The day of a step that is done, or else its term; of both editions where they differ. */
  const daysOf = (step: OwnCase['path'][number]): readonly string[] => {
    if (step.on !== null) return [format.day(step.on)];
    const [own, current] = [termOf(step), step.current && termOf(step.current)];
    if (step.current === null || own === current) return own === null ? [] : [own];
    const under = (pack: Pack, what: string | null): string =>
      t(admissionTexts.underPack, { pack: t(packTexts[pack]), what: what ?? t(admissionTexts.noLatest) });
    return [under('2014', own), under('2026', current)];
  };
  return (
    <Section title={<Tag tone={toneOfCase(one.state)}>{words.state(one.state)}</Tag>}>
      <Facts facts={facts} columns={1} />
      {one.nextStep !== null && one.nextActor !== null && (
        <p className={css.next}>
          {t(admissionTexts.mineNext, { step: words.step(one.nextStep), actor: words.actor(one.nextActor) })}
        </p>
      )}
      <ol className={css.path} aria-label={t(admissionTexts.path)}>
        {one.path.map((step) => (
          <li key={step.step} data-state={step.state}>
            <span>{words.step(step.step)}</span>
            {step.state !== 'blocked' && <Tag tone={toneOfStep(step.state)}>{words.at(step.state)}</Tag>}
            {daysOf(step).map((day) => (
              <span key={day} className={css.day}>
                {day}
              </span>
            ))}
          </li>
        ))}
      </ol>
    </Section>
  );
};

/** The own path: what is done, what comes next and when. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownAdmission, {});
  const items = data?.items ?? [];
  return (
    <Frame title={t(admissionTexts.mine)} intro={t(admissionTexts.mineIntro)} back="/">
      <StateView
        error={error}
        loading={isPending}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(admissionTexts.mineEmpty)} hint={t(admissionTexts.mineEmptyHint)} />}
        onAgain={() => void refetch()}
      >
        {() => items.map((one) => <OneCase key={one.id} one={one} />)}
      </StateView>
    </Frame>
  );
};
