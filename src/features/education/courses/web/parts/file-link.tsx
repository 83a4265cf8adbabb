import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { addressOf } from '#webkit/api.ts';
import type { CourseView } from '../../contract.ts';
import { courseFile } from '../../files/contract.ts';
import { learnTexts } from '../messages.ts';
import css from './course.module.css';

/** A file of the course, with where it comes from and what its licence is. */
export const FileLink = ({
  course,
  file,
}: {
  readonly course: Pick<CourseView, 'id' | 'files'>;
  readonly file: string;
}): ReactNode => {
  const t = useText();
  const found = course.files.find((one) => one.file === file);
  if (found === undefined) return null;
  const { name, source, licence } = found;
  return (
    <p>
      <a href={addressOf(courseFile, { params: { id: course.id, file } })} target="_blank" rel="noreferrer">
        {name}
      </a>
      <span className={css.hint}> {t(learnTexts.source, { source, licence })}</span>
    </p>
  );
};
