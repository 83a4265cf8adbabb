import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Fold } from '#ui/phone/fold.tsx';
import css from '#ui/phone/own.module.css';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import { useApi } from '#webkit/query.ts';
import { ownStudyHours, type HourLine, type StudyYear } from '../../hours/contract.ts';
import { hourTexts } from '../../hours/messages.ts';
import { useHourWords, useTopics } from '../parts/words.ts';
import own from './own-hours.module.css';

const Sums = ({ data }: { readonly data: StudyYear }): ReactNode => {
  const t = useText();
  return (
    <Section>
      <div className={css.stack}>
        <div className={own.sums}>
          <span className={own.number}>{t(hourTexts.hours, { hours: data.hours })}</span>
          {data.exempt ? (
            <Tag sentence>{t(hourTexts.exempt)}</Tag>
          ) : (
            <Tag tone={data.missing > 0 ? 'warning' : 'success'}>
              {data.missing > 0 ? t(hourTexts.missingHours, { hours: data.missing }) : t(hourTexts.enough)}
            </Tag>
          )}
        </div>
        <p className={css.quiet}>
          {t(hourTexts[`audience_${data.audience}`])} · {t(hourTexts.needed)}{' '}
          {t(hourTexts.hours, { hours: data.needed })}
          {data.alone > 0 &&
            ` · ${t(hourTexts.alone)} ${t(hourTexts.hours, { hours: data.alone })}${t(hourTexts.aloneHint)}`}
        </p>
        <Why why={data.why} />
      </div>
    </Section>
  );
};

const Line = ({ line }: { readonly line: HourLine }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useHourWords();
  const topics = useTopics();
  return (
    <li className={own.line}>
      <div className={own.head}>
        <span>{words.titleOf(line)}</span>
        <strong>{words.creditOf(line)}</strong>
      </div>
      <p className={css.quiet}>
        {words.daysOf(line)} · {words.kindOf(line)}
        {line.unit !== null && ` · ${line.unit}`}
      </p>
      <p className={css.quiet}>
        {format.labelled(t(hourTexts.why), words.reasonOf(line))}
        {line.topics.length > 0 && ` · ${format.labelled(t(hourTexts.topics), topics.namesOf(line.topics))}`}
      </p>
    </li>
  );
};

const Details = ({ data }: { readonly data: StudyYear }): ReactNode => {
  const t = useText();
  const words = useHourWords();
  return (
    <>
      {data.trainings.length > 0 && (
        <Section title={t(hourTexts.trainings)}>
          <ul className={own.lines}>
            {data.trainings.map((one) => (
              <li key={one.kind} className={own.line}>
                <div className={own.head}>
                  <span>{words.trainingOf(one)}</span>
                  <Tag tone={one.doneOn === null ? (one.overdue ? 'error' : 'warning') : 'success'}>
                    {words.trainingState(one)}
                  </Tag>
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t(hourTexts.lines)}>
        {data.lines.length === 0 ? (
          <p className={css.quiet}>{t(hourTexts.noLines)}</p>
        ) : (
          <ul className={own.lines}>
            {data.lines.map((line) => (
              <Line key={`${line.source}:${line.ref}`} line={line} />
            ))}
          </ul>
        )}
      </Section>
      {data.rules.length > 0 && (
        <Fold title={t(hourTexts.rules)}>
          <div className={css.stack}>
            {data.rules.map((rule) => (
              <Why key={rule.ruleId} why={rule} />
            ))}
          </div>
        </Fold>
      )}
    </>
  );
};

/** The own study hours of a year: what gives each of them, what does not, and what is still missing. */
export const Page = (): ReactNode => {
  const t = useText();
  const [year, setYear] = useState<number | undefined>();
  const { data, error, isPending, refetch } = useApi(ownStudyHours, { query: year === undefined ? {} : { year } });
  return (
    <Frame title={t(hourTexts.title)} intro={t(hourTexts.intro)} back="/">
      <StateView error={error} loading={isPending} onAgain={() => void refetch()}>
        {() =>
          data && (
            <>
              <label className={own.year}>
                <span>{t(hourTexts.yearField)}</span>
                <select value={data.year} onChange={({ target }) => setYear(Number(target.value))}>
                  {data.years.map((one) => (
                    <option key={one} value={one}>
                      {t(hourTexts.year, { year: one })}
                    </option>
                  ))}
                </select>
              </label>
              <Sums data={data} />
              <Details data={data} />
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
