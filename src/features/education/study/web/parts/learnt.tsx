import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Folded } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { Tag } from '#ui/tag.tsx';
import { statusTexts } from '../../messages.ts';
import type { Mastery, StudyStatus } from '../../status/contract.ts';
import { Short, useRoom } from './short.tsx';
import css from './study.module.css';
import { useTopics } from './words.ts';

const percent = (part: number): string => `${Math.round(part * 100)}%`;

/** How much of a topic is answered right, and within which bounds. */
export const Mastered = ({
  mastery: { part, low, high, people, answers },
}: {
  readonly mastery: Mastery;
}): ReactNode => {
  const t = useText();
  return (
    <>
      {t(statusTexts.between, { part: percent(part), low: percent(low), high: percent(high) })}
      <div className={css.quiet}>{t(statusTexts.ofAnswers, { people, answers })}</div>
    </>
  );
};

/** Questions most often missed here, and whether courses help. */
export const Learnt = ({ data }: { readonly data: StudyStatus }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const topics = useTopics();
  const room = useRoom();
  return (
    <>
      {data.missed.length > 0 && (
        <Folded title={t(statusTexts.missed)} end={format.number(data.missed.length)} open={room}>
          <p className={css.lead}>{t(statusTexts.missedIntro)}</p>
          <Short count={data.missed.length}>
            <PlainTable
              caption={t(statusTexts.missed)}
              rows={data.missed}
              rowKey={({ itemId }) => itemId}
              empty="–"
              columns={[
                { key: 'stem', title: t(statusTexts.question), render: ({ stem }) => stem },
                { key: 'topic', title: t(statusTexts.topic), render: ({ topic }) => topics.nameOf(topic) },
                { key: 'missed', title: t(statusTexts.missedPart), render: ({ missed }) => percent(missed) },
                { key: 'people', title: t(statusTexts.people), render: ({ people }) => format.number(people) },
              ]}
            />
          </Short>
        </Folded>
      )}
      {data.courses.length > 0 && (
        <Folded title={t(statusTexts.courses)} end={format.number(data.courses.length)} open={room}>
          <p className={css.lead}>{t(statusTexts.coursesIntro)}</p>
          <Short count={data.courses.length}>
            <PlainTable
              caption={t(statusTexts.courses)}
              rows={data.courses}
              rowKey={({ courseId }) => courseId}
              empty="–"
              columns={[
                { key: 'title', title: t(statusTexts.courseTitle), render: ({ title }) => title },
                { key: 'topics', title: t(statusTexts.topic), render: (one) => topics.namesOf(one.topics) },
                {
                  key: 'verdict',
                  title: t(statusTexts.verdict),
                  render: ({ verdict }) => (
                    <Tag tone={verdict === 'helps' ? 'success' : verdict === 'no_help' ? 'warning' : 'plain'}>
                      {t(statusTexts[`verdict_${verdict}`])}
                    </Tag>
                  ),
                },
                {
                  key: 'change',
                  title: t(statusTexts.change),
                  render: ({ people, before, after, low, high }) =>
                    before === null || after === null || low === null || high === null ? (
                      people === null ? (
                        t(statusTexts.hidden)
                      ) : (
                        t(statusTexts.persons, { count: people })
                      )
                    ) : (
                      <>
                        {t(statusTexts.beforeAfter, { before: percent(before), after: percent(after) })}
                        <div className={css.quiet}>
                          {t(statusTexts.difference, { low: percent(low), high: percent(high), people: people ?? 0 })}
                        </div>
                      </>
                    ),
                },
              ]}
            />
          </Short>
        </Folded>
      )}
    </>
  );
};
