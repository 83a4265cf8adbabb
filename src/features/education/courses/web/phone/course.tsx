import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { StateView } from '#ui/phone/state-view.tsx';
import css from '#ui/phone/own.module.css';
import { Tag } from '#ui/tag.tsx';
import { filesOf } from '../../content/rules.ts';
import { alongBytes, alongOf } from '../../files/rules.ts';
import type { OwnCourse } from '../../own/contract.ts';
import { courseTexts, learnTexts } from '../messages.ts';
import { type CourseRead, useCourse } from '../offline/use-course.ts';
import { unitState, type UnitState } from '../parts/unit-state.ts';

const tones = { open: 'plain', done: 'success', asked: 'info', returned: 'warning', waiting: 'info' } as const;

export const UnitStateTag = ({ state }: { state: UnitState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(learnTexts[`state_${state}`])}</Tag>;
};

const Along = ({ read, course }: { read: CourseRead; course: OwnCourse }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { copy, canKeep, taking, fell, take, drop } = read;
  if (!canKeep) return <p className={css.quiet}>{t(learnTexts.noStore)}</p>;
  const { along, left } = alongOf(filesOf(course.content), course.files);
  const bytes = along.reduce((sum, { size }) => sum + size, 0);
  return (
    <>
      {taking !== null ? (
        <p role="status" className={css.quiet}>
          {t(learnTexts.taking, { share: Math.round(taking * 100) })}
        </p>
      ) : copy === null ? (
        <>
          <Button onClick={take}>{t(learnTexts.take)}</Button>
          {along.length > 0 && (
            <p className={css.quiet}>{t(learnTexts.takeFiles, { count: along.length, size: format.bytes(bytes) })}</p>
          )}
        </>
      ) : (
        <>
          <p className={css.quiet}>
            {t(learnTexts.taken, { at: format.moment(new Date(copy.takenAt).toISOString()) })}
          </p>
          <Button onClick={drop}>{t(learnTexts.drop)}</Button>
        </>
      )}
      {fell && (
        <p role="alert" className={css.quiet}>
          {t(learnTexts.fell)}
        </p>
      )}
      {left.length > 0 && (
        <p className={css.quiet}>
          {t(learnTexts.filesLeft, {
            names: format.parts(left.map(({ name }) => name)),
            size: format.bytes(alongBytes),
          })}
        </p>
      )}
    </>
  );
};

const Contents = ({ read, course }: { read: CourseRead; course: OwnCourse }): ReactNode => {
  const t = useText();
  return course.content.chapters.map((chapter, place) => (
    <Section key={chapter.id} title={`${t(courseTexts.chapter, { place: place + 1 })} ${chapter.title}`}>
      <Cells label={chapter.title}>
        {chapter.units.map((unit) => {
          const state = unitState(course, read.mine, unit);
          return (
            <Cell
              key={unit.id}
              to={`/study/courses/${course.id}/${unit.id}`}
              title={unit.title}
              hint={t(courseTexts[`kind_${unit.kind}`])}
              {...(state === null ? {} : { end: <UnitStateTag state={state} /> })}
            />
          );
        })}
      </Cells>
    </Section>
  ));
};

/** A course: what it holds, how far the reader is, and whether it lies on this device. */
export const Page = (): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { id = '' } = useParams();
  const read = useCourse(id);
  const { course } = read;
  return (
    <Frame title={course?.title ?? t(courseTexts.course)} back="/study/courses">
      <StateView error={read.error} loading={read.loading} onAgain={read.again}>
        {course !== null && (
          <>
            {read.fromCopy && <p role="status">{t(learnTexts.copy)}</p>}
            <Section>
              <div className={css.stack}>
                {course.finishedOn !== null && (
                  <p className={css.grade}>{t(learnTexts.finishedOn, { day: format.day(course.finishedOn) })}</p>
                )}
                {course.summary !== '' && <p className={css.words}>{course.summary}</p>}
                <p className={css.quiet}>
                  {format.parts([
                    course.providerName,
                    t(learnTexts.progress, { done: course.done, needed: course.needed }),
                    ...(course.hours === null ? [] : [t(courseTexts.hoursOf, { hours: course.hours })]),
                    ...(course.meant ? [t(learnTexts.why)] : []),
                  ])}
                </p>
                <Along read={read} course={course} />
              </div>
            </Section>
            <Contents read={read} course={course} />
          </>
        )}
      </StateView>
    </Frame>
  );
};
