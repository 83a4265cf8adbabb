import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { BodyView } from '#ui/body-view.tsx';
import { useText } from '#ui/language.tsx';
import { Tag } from '#ui/tag.tsx';
import { addressOf } from '#webkit/api.ts';
import type { CourseView } from '../../contract.ts';
import type { Unit } from '../../content/rules.ts';
import { courseFile } from '../../files/contract.ts';
import { courseTexts, outlineTexts, packageTexts } from '../messages.ts';
import css from './course.module.css';
import { FileLink } from './file-link.tsx';

interface Props {
  readonly course: CourseView;
}

const Inside = ({ unit, course }: Props & { readonly unit: Unit }): ReactNode => {
  const t = useText();
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
          {unit.place !== '' && (
            <p className={css.hint}>
              {t(courseTexts.place)} {unit.place}
            </p>
          )}
        </>
      );
    case 'quiz': {
      const stems = new Map(course.pool.map(({ id, stem }) => [id, stem]));
      return (
        <>
          <p className={css.hint}>
            {t(courseTexts.quizOf, { items: unit.items.length, ask: unit.ask, pass: unit.pass })}
          </p>
          <ol className={css.items} aria-label={t(outlineTexts.chosen, { count: unit.items.length })}>
            {unit.items.map((item) => (
              <li key={item}>{stems.get(item) ?? '—'}</li>
            ))}
          </ol>
        </>
      );
    }
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
