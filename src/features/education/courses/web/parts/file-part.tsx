import { Button, Input, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { AppError } from '#shared/errors.ts';
import { useText } from '#ui/language.tsx';
import { FileDrop } from '#ui/office/file-drop.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useTouch } from '#webkit/query.ts';
import { useUpload } from '#webkit/upload.ts';
import { oneCourse, type CourseView } from '../../contract.ts';
import { addFile } from '../../files/contract.ts';
import { type ReuseKind, reuseKinds } from '../../files/reuse/contract.ts';
import { courseProblems } from '../../messages.ts';
import { fileTexts } from '../messages.ts';
import css from './course.module.css';
import { Reuse } from './reuse.tsx';
import { useSetUpload } from './set-upload.ts';
import { useVideoUpload } from './video-upload.ts';

type FileKind = ReuseKind | 'package';
/** Courseware of others is kept as one: it is not copied from course to course. */
const isReused = (kind: FileKind): kind is ReuseKind => reuseKinds.some((one) => one === kind);

const endings: Readonly<Record<FileKind, string>> = {
  document: '.pdf,.docx',
  slides: '.pdf,.pptx',
  video: '.mp4,.webm',
  captions: '.vtt',
  package: '.zip',
};

interface Props {
  readonly course: CourseView;
  readonly kind: FileKind;
  readonly file: string | null;
  readonly onChange: (file: string) => void;
}

/** A file of the course for a unit: one that is there already, or a new one with its source and licence. */
export const FilePart = ({ course, kind, file, onChange }: Props): ReactNode => {
  const t = useText();
  const id = useId();
  const touch = useTouch();
  const [source, setSource] = useState('');
  const [licence, setLicence] = useState('');
  const label = t(fileTexts[`kind_${kind}`]);
  const done = (added: string): void => {
    touch([oneCourse, { params: { id: course.id } }]);
    onChange(added);
  };
  const plain = useUpload(addFile, ({ file: added }) => done(added));
  const video = useVideoUpload(done);
  const set = useSetUpload(done);
  const [reusing, setReusing] = useState(false);
  const share = kind === 'video' ? (video.share ?? set.share) : plain.share;
  const error = kind === 'video' ? (video.error ?? set.error) : plain.error;
  const told = source.trim() !== '' && licence.trim() !== '';
  const hintOf = (hint: string): string => (told ? hint : `${hint} ${t(fileTexts.tellFirst)}`);
  const send = (given: File): void => {
    if (kind === 'video') video.start(given, { course: course.id, source: source.trim(), licence: licence.trim() });
    else
      plain.start(
        { params: { id: course.id }, query: { kind, source: source.trim(), licence: licence.trim() } },
        given,
      );
  };
  const kept = course.files.filter((one) => one.kind === kind && one.whole);
  // A refusal of an upload in pieces is a key of the messages.
  const shown =
    error !== null && !(error instanceof AppError) && error.message in courseProblems
      ? new Error(t.loose(courseProblems[error.message as keyof typeof courseProblems]))
      : error;
  return (
    <div className={css.stack} role="group" aria-label={label}>
      <div className={css.bar}>
        <label htmlFor={`${id}-kept`}>{label}</label>
        <Select<string>
          id={`${id}-kept`}
          className={css.grow ?? ''}
          value={file ?? ''}
          options={[
            { value: '', label: t(fileTexts.none) },
            ...kept.map((one) => ({ value: one.file, label: one.name })),
          ]}
          onChange={onChange}
        />
        {isReused(kind) && (
          <Button aria-expanded={reusing} onClick={() => setReusing(!reusing)}>
            {t(fileTexts.reuse)}
          </Button>
        )}
      </div>
      {reusing && isReused(kind) && (
        <Reuse
          course={course.id}
          kind={kind}
          onChange={(copy) => {
            setReusing(false);
            onChange(copy);
          }}
        />
      )}
      <div className={css.bar}>
        <Input
          className={css.grow ?? ''}
          aria-label={t(fileTexts.source)}
          placeholder={t(fileTexts.source)}
          maxLength={60}
          value={source}
          onChange={(event) => setSource(event.target.value)}
        />
        <Input
          className={css.grow ?? ''}
          aria-label={t(fileTexts.licence)}
          placeholder={t(fileTexts.licence)}
          maxLength={60}
          value={licence}
          onChange={(event) => setLicence(event.target.value)}
        />
      </div>
      {shown && <ErrorNotice error={shown} texts={courseProblems} />}
      {share === null ? (
        <FileDrop
          label={t(fileTexts.add, { kind: label })}
          accept={endings[kind]}
          hint={hintOf(t(fileTexts[`hint_${kind}`]))}
          disabled={!told}
          onFile={send}
        />
      ) : (
        <div role="status" className={css.bar}>
          <span>{t(fileTexts.sending, { share: Math.round(share * 100) })}</span>
          {video.share !== null && <Button onClick={video.stop}>{t(fileTexts.stop)}</Button>}
        </div>
      )}
      {share === null && kind === 'video' && (
        <FileDrop
          label={t(fileTexts.addSet)}
          accept=".m3u8,.ts,.m4s,.mp4"
          hint={hintOf(t(fileTexts.hint_set))}
          disabled={!told}
          onFiles={(given) => set.start(given, { course: course.id, source: source.trim(), licence: licence.trim() })}
        />
      )}
    </div>
  );
};
