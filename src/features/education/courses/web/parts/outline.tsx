import { lazy, type ReactNode, Suspense } from 'react';
import { Link } from 'react-router';
import { loadQuestion } from '#features/education/bank/web/index.ts';
import { BodyView } from '#ui/body-view.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import type { CourseView } from '../../contract.ts';
import type { Unit } from '../../content/rules.ts';
import { courseFile } from '../../files/contract.ts';
import { courseTexts, outlineTexts, packageTexts } from '../messages.ts';
import { coursePart } from '../../files/sets/contract.ts';
import { setType } from '../../files/sets/rules.ts';
import css from './course.module.css';
import { FileLink } from './file-link.tsx';
import { Video } from './video.tsx';

const Question = lazy(async () => ({ default: (await loadQuestion()).Question }));

interface Props {
  readonly course: CourseView;
}

/** As members will see it, with its captions. */
const Film = ({ course, unit }: Props & { readonly unit: Extract<Unit, { kind: 'video' }> }): ReactNode => {
  const found = course.files.find(({ file }) => file === unit.file);
  if (found === undefined || unit.captions === null) return null;
  const isSet = found.mediaType === setType;
  const at = (file: string): string => addressOf(courseFile, { params: { id: course.id, file } });
  const src = isSet
    ? addressOf(coursePart, { params: { id: course.id, file: unit.file, part: found.name } })
    : at(unit.file);
  return <Video title={unit.title} file={unit.file} src={src} isSet={isSet} captions={at(unit.captions)} />;
};

/** The questions of a quiz; with what is right for whoever reviews it. */
const Questions = ({ course, unit }: Props & { readonly unit: Extract<Unit, { kind: 'quiz' }> }): ReactNode => {
  const t = useText();
  const pool = new Map(course.pool.map((item) => [item.id, item]));
  const keys = new Map(course.keys.map((key) => [key.id, key]));
  const label = t(outlineTexts.chosen, { count: unit.items.length });
  return (
    <>
      <p className={css.hint}>{t(courseTexts.quizOf, { items: unit.items.length, ask: unit.ask, pass: unit.pass })}</p>
      {keys.size > 0 && <p className={css.hint}>{t(courseTexts.keysHint)}</p>}
      <ol className={keys.size > 0 ? css.keys : css.items} aria-label={label}>
        {unit.items.map((id) => {
          const [item, key] = [pool.get(id), keys.get(id)];
          if (item === undefined) return <li key={id}>{t(courseTexts.itemGone)}</li>;
          if (key === undefined) return <li key={id}>{item.stem}</li>;
          return (
            <li key={id}>
              <Tag>{t(outlineTexts[`item_${item.kind}`])}</Tag>
              <Suspense fallback={item.stem}>
                <Question item={{ ...key, stem: item.stem }} />
              </Suspense>
            </li>
          );
        })}
      </ol>
    </>
  );
};

const Inside = ({ unit, course }: Props & { readonly unit: Unit }): ReactNode => {
  const t = useText();
  const format = useFormat();
  switch (unit.kind) {
    case 'text':
      return (
        <BodyView body={unit.body} imageAt={(file) => addressOf(courseFile, { params: { id: course.id, file } })} />
      );
    case 'discussion':
      return <p>{unit.words}</p>;
    case 'task':
      return (
        <>
          <p>{unit.words}</p>
          {unit.place !== '' && <p className={css.hint}>{format.labelled(t(courseTexts.place), unit.place)}</p>}
        </>
      );
    case 'quiz':
      return <Questions course={course} unit={unit} />;
    case 'document':
    case 'slides':
      return <FileLink course={course} file={unit.file} />;
    case 'package':
      return (
        <>
          <FileLink course={course} file={unit.file} />
          <p>
            <Link to={`/education/courses/${course.id}/packages/${unit.file}`}>{t(packageTexts.look)}</Link>
          </p>
        </>
      );
    case 'video':
      return (
        <>
          <Film course={course} unit={unit} />
          <FileLink course={course} file={unit.file} />
          {unit.captions !== null && <FileLink course={course} file={unit.captions} />}
        </>
      );
  }
};

/** All of a course, as those read it who review it. */
export const Outline = (props: Props): ReactNode => {
  const t = useText();
  const { chapters } = props.course.content;
  if (chapters.length === 0) return <p>{t(courseTexts.none)}</p>;
  return (
    <ol className={css.plain}>
      {chapters.map((chapter, place) => (
        <li key={chapter.id} className={css.chapter}>
          <h3>
            {t(courseTexts.chapter, { place: place + 1 })} {chapter.title}
          </h3>
          <ol className={css.plain}>
            {chapter.units.map((unit) => (
              <li key={unit.id} className={css.unit}>
                <h4>
                  <Tag>{t(courseTexts[`kind_${unit.kind}`])}</Tag> {unit.title}
                </h4>
                <Inside unit={unit} {...props} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
};
