import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { z } from 'zod';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Folded, Page as Frame, Section, Toolbar } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import { ErrorNotice, StateView } from '#ui/office/state-view.tsx';
import { Why } from '#ui/why.tsx';
import { addressOf } from '#webkit/api.ts';
import { useDownload } from '#webkit/download.ts';
import { useApi } from '#webkit/query.ts';
import { useAddressState } from '#webkit/router.tsx';
import { statusTexts, workTexts } from '../../messages.ts';
import { paperTexts } from '../../needs/paper/messages.ts';
import { studyStatus, trainingTable, type FigureSet, type StudyStatus } from '../../status/contract.ts';
import { told, type FigureName } from '../../status/rules.ts';
import { Learnt, Mastered } from '../parts/learnt.tsx';
import { Short, useRoom } from '../parts/short.tsx';
import css from '../parts/study.module.css';
import { useTopics } from '../parts/words.ts';
import { YearSelect } from '../parts/year-select.tsx';

const address = z.object({
  organisationId: z.uuid().optional(),
  year: z
    .string()
    .regex(/^20\d\d$/)
    .optional(),
});

const useFigures = () => {
  const t = useText();
  return (figures: FigureSet, name: FigureName, of: FigureName): string => {
    const value = figures[name];
    if (figures[of] === 0) return t(workTexts.forNobody);
    return value === null || value === undefined
      ? t(statusTexts.leftOut)
      : t(statusTexts.ofAll, { count: value, all: figures[of] ?? 0 });
  };
};

const Below = ({ data }: { readonly data: StudyStatus }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const shown = useFigures();
  return (
    <Section title={t(statusTexts.below)} flush>
      <Short count={data.rows.length}>
        <PlainTable
          caption={t(statusTexts.below)}
          rows={data.rows}
          rowKey={({ organisation }) => organisation.id}
          empty="–"
          columns={[
            {
              key: 'place',
              title: t(statusTexts.place),
              render: ({ organisation }) => (
                <Link to={`/education/status?organisationId=${organisation.id}&year=${data.year}`}>
                  {organisation.shortName}
                </Link>
              ),
            },
            {
              key: 'members',
              title: t(statusTexts.members),
              render: ({ figures }) => format.number(figures.members ?? 0),
            },
            ...told.map(([name, of]) => ({
              key: name,
              title: t(statusTexts[name]),
              render: ({ figures }: StudyStatus['rows'][number]) => shown(figures, name, of),
            })),
          ]}
        />
      </Short>
    </Section>
  );
};

/** Whether anything is known of a topic this year. */
const isTouched = ({ sessions, asked, discussed, mastery }: StudyStatus['topics'][number]): boolean =>
  sessions > 0 || asked !== 0 || discussed !== null || mastery !== null;

const Topics = ({ data }: { readonly data: StudyStatus }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const topics = useTopics();
  const room = useRoom();
  const touched = data.topics.filter(isTouched);
  const untouched = data.topics.filter((one) => !isTouched(one));
  return (
    <>
      <Section title={t(statusTexts.suggestions)}>
        {data.suggestions.length === 0 ? (
          <p>{t(statusTexts.noSuggestions)}</p>
        ) : (
          <ul className={css.plain}>
            {data.suggestions.map(({ topic, reasons, courses }) => (
              <li key={topic}>
                {format.labelled(
                  topics.nameOf(topic),
                  format.clauses(reasons.map((reason) => t(statusTexts[`reason_${reason}`]))),
                )}
                {courses.map(({ courseId, title, helped }) => (
                  <div key={courseId} className={css.quiet}>
                    {t(statusTexts.course, { title })} ·{' '}
                    {t(helped ? statusTexts.courseHelped : statusTexts.courseCovers)}
                  </div>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Folded title={t(statusTexts.topics)} end={format.number(touched.length)} open={room}>
        <p className={css.lead}>{t(statusTexts.masteryIntro)}</p>
        <Short count={touched.length}>
          <PlainTable
            caption={t(statusTexts.topics)}
            rows={touched}
            rowKey={({ topic }) => topic}
            empty={t(statusTexts.noTopics)}
            columns={[
              { key: 'topic', title: t(statusTexts.topic), render: ({ topic }) => topics.nameOf(topic) },
              { key: 'sessions', title: t(statusTexts.sessions), render: ({ sessions }) => format.number(sessions) },
              { key: 'branches', title: t(statusTexts.branches), render: ({ branches }) => format.number(branches) },
              {
                key: 'asked',
                title: t(statusTexts.asked),
                render: ({ asked }) => (asked === null ? t(statusTexts.hidden) : format.number(asked)),
              },
              {
                key: 'discussed',
                title: t(statusTexts.discussed),
                render: ({ discussed }) => (discussed === null ? t(statusTexts.hidden) : format.number(discussed)),
              },
              {
                key: 'mastery',
                title: t(statusTexts.mastery),
                render: ({ mastery }) => (mastery === null ? t(statusTexts.hidden) : <Mastered mastery={mastery} />),
              },
            ]}
          />
        </Short>
        {untouched.length > 0 && (
          <p className={css.rest}>
            {t(statusTexts.untouched, { topics: topics.namesOf(untouched.map(({ topic }) => topic)) })}
          </p>
        )}
      </Folded>
      {data.words.length > 0 && (
        <Folded title={t(statusTexts.words)} end={format.number(data.words.length)} open={room}>
          <ul className={css.plain}>
            {data.words.map(({ topic, words }, at) => (
              <li key={at}>{format.labelled(topics.nameOf(topic), words)}</li>
            ))}
          </ul>
        </Folded>
      )}
    </>
  );
};

/** Hours against the requirement, topics covered and asked for, of a place and those below it: numbers alone. */
export const Page = (): ReactNode => {
  const t = useText();
  const shown = useFigures();
  const format = useFormat();
  const room = useRoom();
  const [{ organisationId, year }, setState] = useAddressState(address);
  const query = {
    ...(organisationId === undefined ? {} : { organisationId }),
    ...(year === undefined ? {} : { year: Number(year) }),
  };
  const { data, error, isPending, refetch } = useApi(studyStatus, { query });
  const { start, error: failed } = useDownload();
  return (
    <Frame
      title={data ? `${data.organisation.shortName} · ${t(statusTexts.title)}` : t(statusTexts.title)}
      {...(data === undefined ? {} : { intro: t(data.own ? statusTexts.introOwn : statusTexts.intro) })}
      {...(data === undefined || data.ancestors.length === 0
        ? {}
        : {
            crumbs: [
              ...data.ancestors.map((one) => ({
                title: one.shortName,
                to: `/education/status?organisationId=${one.id}&year=${data.year}`,
              })),
              { title: data.organisation.shortName },
            ],
          })}
      actions={
        <>
          {data?.own === true && <LinkButton to="/education/needs">{t(paperTexts.title)}</LinkButton>}
          <Button onClick={() => start(addressOf(trainingTable, { query }))}>{t(statusTexts.table)}</Button>
        </>
      }
    >
      {failed && <ErrorNotice error={failed} />}
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() =>
          data && (
            <>
              <Toolbar>
                <YearSelect data={data} onChange={(next) => setState({ year: next })} />
              </Toolbar>
              <Section title={t(statusTexts.total)}>
                <Facts
                  columns={3}
                  facts={[
                    { label: t(statusTexts.members), value: format.number(data.total.members ?? 0) },
                    ...told.map(([name, of]) => ({
                      key: name,
                      label: t(statusTexts[name]),
                      value: shown(data.total, name, of),
                    })),
                  ]}
                />
              </Section>
              {data.rows.length > 0 && <Below data={data} />}
              <Topics data={data} />
              <Learnt data={data} />
              <Folded title={t(statusTexts.rules)} open={room}>
                {data.rules.map((rule) => (
                  <Why key={rule.ruleId} why={rule} to={`/rules/${rule.ruleId}`} />
                ))}
              </Folded>
            </>
          )
        }
      </StateView>
    </Frame>
  );
};
