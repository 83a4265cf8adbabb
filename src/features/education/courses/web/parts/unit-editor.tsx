import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { LongTextField, TextField } from '#ui/office/fields.tsx';
import type { Field } from '#ui/field.ts';
import { addressOf } from '#webkit/api.ts';
import { BodyEditor } from '#webkit/editor/body-editor.tsx';
import type { Unit } from '../../content/rules.ts';
import type { CourseView } from '../../contract.ts';
import { addFile, courseFile } from '../../files/contract.ts';
import { courseTexts, outlineTexts } from '../messages.ts';
import css from './course.module.css';
import { FilePart } from './file-part.tsx';
import { QuizEditor } from './quiz-editor.tsx';

interface Props {
  readonly course: CourseView;
  readonly unit: Unit;
  readonly onChange: (unit: Unit) => void;
}

const fieldOf = <V,>(
  id: string,
  label: string,
  value: V,
  onChange: (value: V | null | undefined) => void,
  maxLength?: number,
): Field<V> => ({
  id,
  label,
  value,
  onChange,
  onBlur: () => undefined,
  errors: [],
  required: true,
  ...(maxLength === undefined ? {} : { maxLength }),
});

/** Where a picture comes from stands below it. */
const credit = { source: '见图注', licence: '见图注' };

/** What a unit holds, by its kind. */
export const UnitEditor = ({ course, unit, onChange }: Props): ReactNode => {
  const t = useText();
  switch (unit.kind) {
    case 'text':
      return (
        <BodyEditor
          pictures={{
            endpoint: addFile,
            input: { params: { id: course.id }, query: { kind: 'picture', ...credit } },
            addressOf: (file) => addressOf(courseFile, { params: { id: course.id, file } }),
          }}
          field={fieldOf(`body-${unit.id}`, t(outlineTexts.body), unit.body, (body) => {
            if (body) onChange({ ...unit, body });
          })}
        />
      );
    case 'quiz':
      return <QuizEditor course={course} unit={unit} onChange={onChange} />;
    case 'task':
      return (
        <>
          <LongTextField
            field={fieldOf(
              `words-${unit.id}`,
              t(outlineTexts.words),
              unit.words,
              (words) => onChange({ ...unit, words: words ?? '' }),
              500,
            )}
          />
          <TextField
            field={{
              ...fieldOf(
                `place-${unit.id}`,
                t(courseTexts.place),
                unit.place,
                (place) => onChange({ ...unit, place: place ?? '' }),
                100,
              ),
              required: false,
            }}
          />
        </>
      );
    case 'discussion':
      return (
        <LongTextField
          field={fieldOf(
            `words-${unit.id}`,
            t(outlineTexts.question),
            unit.words,
            (words) => onChange({ ...unit, words: words ?? '' }),
            500,
          )}
        />
      );
    case 'document':
    case 'slides':
    case 'package':
      return (
        <FilePart course={course} kind={unit.kind} file={unit.file} onChange={(file) => onChange({ ...unit, file })} />
      );
    case 'video':
      return (
        <div className={css.stack}>
          <FilePart course={course} kind="video" file={unit.file} onChange={(file) => onChange({ ...unit, file })} />
          <FilePart
            course={course}
            kind="captions"
            file={unit.captions}
            onChange={(captions) => onChange({ ...unit, captions: captions === '' ? null : captions })}
          />
        </div>
      );
  }
};
