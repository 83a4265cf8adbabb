import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { BodyView } from '#ui/body-view.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Button } from '#ui/phone/button.tsx';
import { LinkButton } from '#ui/phone/link-button.tsx';
import { Page as Frame, Section } from '#ui/phone/page.tsx';
import { ErrorNotice, Notice, StateView } from '#ui/phone/state-view.tsx';
import css from '#ui/phone/own.module.css';
import { addressOf } from '#webkit/api.ts';
import { filesOf, unitOf, unitsOf, type Unit } from '../../content/rules.ts';
import { ownCoursePart } from '../../files/sets/contract.ts';
import { setType } from '../../files/sets/rules.ts';
import { courseProblems } from '../../messages.ts';
import type { OwnCourse } from '../../own/contract.ts';
import { courseTexts, learnTexts } from '../messages.ts';
import { type CourseRead, useCourse, useCourseDeeds } from '../offline/use-course.ts';
import { type Files, useFiles } from '../offline/use-files.ts';
import { Discussion } from '../parts/discussion.tsx';
import { Package } from '../parts/package.tsx';
import { Quiz } from '../parts/quiz.tsx';
import { unitState } from '../parts/unit-state.ts';
import { useDeed } from '../parts/use-deed.ts';
import { Video } from '../parts/video.tsx';
import { UnitStateTag } from './course.tsx';

interface Props {
  readonly read: CourseRead;
  readonly course: OwnCourse;
}

interface OfFiles {
  readonly course: OwnCourse;
  readonly files: Files;
}

type Of<K extends Unit['kind']> = Extract<Unit, { kind: K }>;

const Task = ({ read, course, unit }: Props & { readonly unit: Of<'task'> }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { said } = useCourseDeeds(course.id);
  const { busy, error, act } = useDeed();
  const state = unitState(course, read.mine, unit) ?? 'open';
  return (
    <Section>
      <div className={css.stack}>
        <p className={css.words}>{unit.words}</p>
        {unit.place !== '' && <p className={css.quiet}>{format.labelled(t(courseTexts.place), unit.place)}</p>}
        <p>
          <UnitStateTag state={state} />
        </p>
        {(state === 'open' || state === 'returned') && (
          <>
            <p className={css.quiet}>{t(learnTexts.saidHint)}</p>
            {error && <ErrorNotice error={error} texts={courseProblems} />}
            <Button filled busy={busy} onClick={() => act(() => said(unit.id))}>
              {t(learnTexts.said)}
            </Button>
          </>
        )}
      </div>
    </Section>
  );
};

const FilePart = ({ course, file, files }: OfFiles & { readonly file: string }): ReactNode => {
  const t = useText();
  const found = course.files.find((one) => one.file === file);
  if (found === undefined) return null;
  const { name, source, licence } = found;
  return (
    <Section>
      <div className={css.stack}>
        <p className={css.words}>{name}</p>
        <p className={css.quiet}>{t(learnTexts.source, { source, licence })}</p>
        <a href={files.at(file)} target="_blank" rel="noreferrer" {...(files.isHere(file) ? { download: name } : {})}>
          {t(files.isHere(file) ? learnTexts.fileHere : learnTexts.file)}
        </a>
      </div>
    </Section>
  );
};

const VideoPart = ({ course, unit, files }: OfFiles & { readonly unit: Of<'video'> }): ReactNode => {
  const t = useText();
  const { file, captions } = unit;
  const { name = '', mediaType, source = '', licence = '' } = course.files.find((one) => one.file === file) ?? {};
  // Nothing is published without captions.
  if (captions === null) return <FilePart course={course} file={file} files={files} />;
  const isSet = mediaType === setType;
  const src = isSet ? addressOf(ownCoursePart, { params: { id: course.id, file, part: name } }) : files.at(file);
  return (
    <Section>
      <Video title={unit.title} file={file} src={src} isSet={isSet} captions={files.at(captions)} />
      <p className={css.quiet}>{t(learnTexts.source, { source, licence })}</p>
    </Section>
  );
};

const Inside = ({ unit, ...props }: Props & { readonly unit: Unit }): ReactNode => {
  const { course } = props;
  const files = useFiles(course.id, filesOf({ chapters: [{ id: '', title: '', units: [unit] }] }));
  if (!files.known) return null;
  switch (unit.kind) {
    case 'text':
      return (
        <Section>
          <BodyView body={unit.body} imageAt={files.at} />
        </Section>
      );
    case 'quiz':
      return <Quiz key={unit.id} unit={unit} {...props} />;
    case 'task':
      return <Task unit={unit} {...props} />;
    case 'discussion':
      return <Discussion key={unit.id} courseId={course.id} unit={unit} />;
    case 'video':
      return <VideoPart course={course} unit={unit} files={files} />;
    case 'package':
      return <Package key={unit.id} course={course} unit={unit} />;
    case 'document':
    case 'slides':
      return <FilePart course={course} file={unit.file} files={files} />;
  }
};

/** One unit of a course, and the way to the next. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '', unit: unitId = '' } = useParams();
  const read = useCourse(id);
  const { course } = read;
  const unit = course === null ? undefined : unitOf(course.content, unitId);
  const units = course === null ? [] : unitsOf(course.content);
  const next = units[units.findIndex((one) => one.id === unitId) + 1];
  return (
    <Frame title={unit?.title ?? t(courseTexts.course)} back={`/study/courses/${id}`}>
      <StateView
        error={read.error}
        loading={read.loading}
        empty={unit === undefined}
        whenEmpty={<Notice title={t(learnTexts.noItems)} />}
        onAgain={read.again}
      >
        {course !== null && unit !== undefined && (
          <>
            {/* Nothing of a package is along: it says so itself. */}
            {read.fromCopy && unit.kind !== 'package' && <p role="status">{t(learnTexts.copy)}</p>}
            <Inside key={unit.id} unit={unit} read={read} course={course} />
            {next === undefined ? (
              <LinkButton to={`/study/courses/${id}`}>{t(learnTexts.back)}</LinkButton>
            ) : (
              <LinkButton to={`/study/courses/${id}/${next.id}`}>
                {t(learnTexts.next, { title: next.title })}
              </LinkButton>
            )}
          </>
        )}
      </StateView>
    </Frame>
  );
};
