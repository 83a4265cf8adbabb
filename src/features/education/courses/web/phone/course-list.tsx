import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Cell, Cells, Page as Frame } from '#ui/phone/page.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import css from '#ui/phone/own.module.css';
import { useApi } from '#webkit/query.ts';
import { ownCourses, type OwnCourseLine } from '../../own/contract.ts';
import { learnTexts } from '../messages.ts';
import { useCopies } from '../offline/use-course.ts';

const groupOf = ({ begunOn, finishedOn, meant }: OwnCourseLine): 'under' | 'meant' | 'rest' | 'over' =>
  finishedOn !== null ? 'over' : begunOn !== null ? 'under' : meant ? 'meant' : 'rest';
const groups = ['under', 'meant', 'rest', 'over'] as const;

const Line = ({ course }: { course: OwnCourseLine }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { done, needed, finishedOn, expiresOn } = course;
  return (
    <Cell
      to={`/study/courses/${course.id}`}
      title={course.title}
      hint={format.parts([
        course.providerName,
        ...(expiresOn === null ? [] : [t(learnTexts.until, { day: format.day(expiresOn) })]),
      ])}
      end={
        finishedOn === null
          ? t(learnTexts.progress, { done, needed })
          : t(learnTexts.finishedOn, { day: format.day(finishedOn) })
      }
    />
  );
};

/** Courses for the reader: those under way first. Without a network, those that were taken along. */
export const Page = (): ReactNode => {
  const t = useText();
  const { data, error, isPending, refetch } = useApi(ownCourses, {});
  const copies = useCopies();
  const isSilent = data === undefined && copies.length > 0;
  const items = data?.items ?? copies.map(({ course }) => course);
  return (
    <Frame title={t(learnTexts.title)} intro={t(learnTexts.intro)} back="/">
      {isSilent && error !== null && <p role="status">{t(learnTexts.copy)}</p>}
      <StateView
        error={isSilent ? null : error}
        loading={isPending && !isSilent}
        empty={items.length === 0}
        whenEmpty={<Notice title={t(learnTexts.empty)} />}
        onAgain={() => void refetch()}
      >
        {groups.map((group) => {
          const shown = items.filter((course) => groupOf(course) === group);
          if (shown.length === 0) return null;
          return (
            <div key={group}>
              <h2 className={css.heading}>{t(learnTexts[group])}</h2>
              <Cells label={t(learnTexts[group])}>
                {shown.map((course) => (
                  <Line key={course.id} course={course} />
                ))}
              </Cells>
            </div>
          );
        })}
      </StateView>
    </Frame>
  );
};
