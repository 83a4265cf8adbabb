import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Why } from '#ui/why.tsx';
import type { Duty } from '../../contract.ts';
import { dutyTexts, exemptionTexts } from '../../messages.ts';
import css from './duties.module.css';
import { StateTag, useMissingText } from './words.tsx';

const isOpen = (duty: Duty): boolean => ['open', 'due_soon', 'missed'].includes(duty.state);

const Meetings = ({ duty }: { duty: Duty }): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (duty.meetings.length === 0) return null;
  return (
    <div>
      <h3>{t(dutyTexts.meetings)}</h3>
      <ul className={css.lines}>
        {duty.meetings.map(({ id, heldOn, title }) => (
          <li key={id}>
            {duty.kind === 'appraisal' ? (
              <Link to={`/appraisals/${id}`}>{t(dutyTexts.appraisalLine, { day: format.day(heldOn) })}</Link>
            ) : (
              <Link to={`/meetings/${id}`}>{t(dutyTexts.meetingLine, { day: format.day(heldOn), title })}</Link>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
};

const Missing = ({ duty }: { duty: Duty }): ReactNode => {
  const t = useText();
  const say = useMissingText();
  if (duty.missing.length === 0) return null;
  return (
    <div>
      <h3>{t(dutyTexts.missing)}</h3>
      <ul className={css.lines}>
        {duty.missing.map((missing) => (
          <li key={say(missing)}>{say(missing)}</li>
        ))}
      </ul>
    </div>
  );
};

/** Everything about one duty of one period: state, the meetings that count, what is missing, and why it is owed. */
export const DutyDetail = ({ duty, own }: { duty: Duty; own: boolean }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const facts = [
    { label: t(dutyTexts.state), value: <StateTag state={duty.state} /> },
    { label: t(dutyTexts.due), value: format.day(duty.period.last) },
    ...(duty.needed > 0
      ? [{ label: t(dutyTexts.progress), value: t(dutyTexts.heldOf, { held: duty.held, needed: duty.needed }) }]
      : []),
  ];
  return (
    <div className={css.detail}>
      <Facts facts={facts} />
      {duty.exemption && <p>{t(exemptionTexts[duty.exemption])}</p>}
      {own && isOpen(duty) && (
        <p className={css.quiet}>{t(dutyTexts.aboveFrom, { day: format.day(duty.aboveFrom) })}</p>
      )}
      {isOpen(duty) && duty.missingYears.length > 0 && (
        <p className={css.warning}>{t(dutyTexts.provisional, { years: format.list(duty.missingYears.map(String)) })}</p>
      )}
      <Missing duty={duty} />
      <Meetings duty={duty} />
      {duty.why && (
        <div>
          <h3>{t(dutyTexts.why)}</h3>
          <Why why={duty.why} to={`/rules/${duty.why.ruleId}`} />
        </div>
      )}
    </div>
  );
};
