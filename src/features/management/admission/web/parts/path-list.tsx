import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useArticle } from '#ui/articles.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import type { CaseFile, Fact, Step } from '../../contract.ts';
import { admissionTexts } from '../../messages.ts';
import { packTexts } from '../../rules/messages.ts';
import { repeated } from '../../rules.ts';
import { type Pack, stepIds } from '../../steps.ts';
import css from './path-list.module.css';
import { toneOfStep, useAdmissionWords } from './words.ts';

type Limit = NonNullable<Step['latest']>;
type DayText = 'earliest' | 'latest' | 'latestSpecial';
type DayNone = 'noEarliest' | 'noLatest';

interface Acts {
  readonly onRecord: (step: Step) => void;
  readonly onUndo: (fact: Fact) => void;
}

const FactLine = ({ fact, onUndo }: { fact: Fact; onUndo: Acts['onUndo'] }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useAdmissionWords();
  const { days, hours, months, votes, until, outcome, receivedOn, voided } = fact;
  const details = [
    until === null ? null : t(admissionTexts.untilDay, { day: format.day(until) }),
    outcome === 'done' ? null : words.outcome(outcome),
    receivedOn === null ? null : t(admissionTexts.receivedOn, { day: format.day(receivedOn) }),
    fact.names.length === 0 ? null : format.list(fact.names),
    days === null ? null : t(admissionTexts.ofDays, { days }),
    hours === null ? null : t(admissionTexts.ofHours, { hours }),
    months === null ? null : t(admissionTexts.ofMonths, { months }),
    fact.special ? t(admissionTexts.special) : null,
    votes === null
      ? null
      : t(admissionTexts.votes, {
          entitled: votes.entitled,
          present: votes.present,
          yes: votes.yes,
          no: votes.no,
          abstain: votes.abstain,
          written: votes.writtenOpinions,
        }),
    fact.concludedBy === null ? null : t(admissionTexts.byName, { name: fact.concludedBy }),
    fact.note,
  ].filter((one) => one !== null);
  return (
    <div className={css.fact} data-voided={voided !== null}>
      <span>{format.day(fact.on)}</span>
      {details.map((one, place) => (
        <span key={`${place} ${one}`}>{one}</span>
      ))}
      {fact.fromPapers && <Tag tone="plain">{t(admissionTexts.paper)}</Tag>}
      <span className={css.quiet}>
        {voided
          ? t(admissionTexts.voidedBy, { reason: voided.reason, who: voided.by })
          : t(admissionTexts.recordedBy, { who: fact.recorder, place: fact.organisation })}
      </span>
      {fact.mayUndo && (
        <Button size="small" type="link" onClick={() => onUndo(fact)}>
          {t(admissionTexts.undoVerb)}
        </Button>
      )}
    </div>
  );
};

const LimitLine = ({ limit, text, of }: { limit: Limit | null; text: DayText; of?: Pack | undefined }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (limit === null) return null;
  const day = t(admissionTexts[text], { day: format.day(limit.day) });
  return (
    <div>
      {of === undefined ? day : t(admissionTexts.underPack, { pack: t(packTexts[of]), what: day })}
      {limit.why && <Why why={limit.why} to={`/rules/${limit.why.ruleId}`} />}
    </div>
  );
};

/** The days of both editions, where a case was begun under the older one and they differ. */
const BothLines = ({ step, text, none }: { step: Step; text: 'earliest' | 'latest'; none: DayNone }): ReactNode => {
  const t = useText();
  const [old, current] = [step[text], step.current?.[text] ?? null];
  if (step.current === null || old?.day === current?.day) return <LimitLine limit={old} text={text} />;
  const line = (limit: Limit | null, of: Pack): ReactNode =>
    limit === null ? (
      <div className={css.quiet}>
        {t(admissionTexts.underPack, { pack: t(packTexts[of]), what: t(admissionTexts[none]) })}
      </div>
    ) : (
      <LimitLine limit={limit} text={text} of={of} />
    );
  return (
    <>
      {line(old, '2014')}
      {line(current, '2026')}
    </>
  );
};

const Limits = ({ step }: { step: Step }): ReactNode => {
  const words = useAdmissionWords();
  if (step.state === 'done' || step.state === 'notNeeded') return <span />;
  return (
    <div>
      {step.missing.map((one) => (
        <div key={`${one.step} ${one.flaw ?? ''}`} className={css.quiet}>
          {words.missing(step.step, one)}
        </div>
      ))}
      <BothLines step={step} text="earliest" none="noEarliest" />
      <BothLines step={step} text="latest" none="noLatest" />
      <LimitLine limit={step.latestSpecial} text="latestSpecial" />
    </div>
  );
};

const StepRow = ({ step, papers, ...acts }: Acts & { step: Step; papers: boolean }): ReactNode => {
  const t = useText();
  const article = useArticle();
  const format = useFormat();
  const words = useAdmissionWords();
  return (
    <li className={css.step} data-state={step.state}>
      <span className={css.number}>{stepIds.indexOf(step.step) + 1}</span>
      <div>
        <div className={css.title}>
          <strong>{words.taken(step)}</strong>
          <Tag tone={toneOfStep(step.state)}>{words.at(step.state)}</Tag>
        </div>
        <div className={css.quiet}>{words.document(step.step)}</div>
      </div>
      <div>
        <div>{words.actor(step.actor)}</div>
        <div className={css.quiet}>
          {t(admissionTexts.basis2026, { article: format.list(step.articles.map(article)) })}
          {step.articles2014.length > 0 && (
            <div>{t(admissionTexts.basis2014, { article: format.list(step.articles2014.map(article)) })}</div>
          )}
        </div>
      </div>
      <Limits step={step} />
      {step.mayRecord || papers ? (
        <Button
          className={css.act ?? ''}
          type={step.mayRecord ? 'default' : 'text'}
          aria-label={t(admissionTexts.recordTitle, { step: words.step(step.step) })}
          onClick={() => acts.onRecord(step)}
        >
          {t(step.mayRecord ? admissionTexts.recordVerb : admissionTexts.paperVerb)}
        </Button>
      ) : (
        <span />
      )}
      {step.facts.length > 0 && (
        <div className={css.facts}>
          {step.facts.map((fact) => (
            <FactLine key={fact.id} fact={fact} onUndo={acts.onUndo} />
          ))}
        </div>
      )}
    </li>
  );
};

/** Whether papers can add to the step: what is done once is not entered twice. */
const isMissing = ({ step, state }: Step): boolean => state !== 'done' || repeated.has(step);

/** The whole path: each step with its state, days, article, who acts and which document. */
export const PathList = ({ file, ...acts }: Acts & { readonly file: CaseFile }): ReactNode => {
  const t = useText();
  return (
    <ol className={css.path} aria-label={t(admissionTexts.path)}>
      {file.path.map((step) => (
        <StepRow key={step.step} step={step} papers={file.can.fromPapers && isMissing(step)} {...acts} />
      ))}
    </ol>
  );
};
