import { Alert, App, Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { AppError } from '#shared/errors.ts';
import { useFormat, useText } from '#ui/language.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { problemText } from '#ui/problem-text.ts';
import { useTouch } from '#webkit/query.ts';
import { useUpload } from '#webkit/upload.ts';
import { paperProblems, templateTexts } from '../../papers/messages.ts';
import { type PaperId, papers } from '../../papers/packs/papers.ts';
import { templateBytes, templateList, uploadTemplate } from '../../papers/templates/contract.ts';
import css from './templates.module.css';

export interface Refused {
  readonly paper: PaperId;
  readonly error: Error;
}

/** Why a form was not taken: one line for each fault, so that all are mended in one go. */
export const Refusal = ({ refused, onClose }: { refused: Refused; onClose: () => void }): ReactNode => {
  const t = useText();
  const { error, paper } = refused;
  const problems = error instanceof AppError ? (error.details.problems ?? []) : [];
  if (problems.length === 0)
    return (
      <div className={css.refusals}>
        <ErrorNotice error={error} texts={paperProblems} />
      </div>
    );
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      closable={{ onClose }}
      title={t(templateTexts.refused, { paper: t(papers[paper].title) })}
      className={css.refusals ?? ''}
      description={
        <ul>
          {[...new Set(problems.map((problem) => problemText(t, problem, paperProblems)))].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      }
    />
  );
};

interface Props {
  readonly paper: PaperId;
  readonly onRefused: (refused: Refused | null) => void;
}

/** Takes a form that was edited in Word. */
export const TemplateUpload = ({ paper, onRefused }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { message } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const touch = useTouch();
  const title = t(papers[paper].title);
  const sending = useUpload(
    uploadTemplate,
    () => {
      touch(templateList);
      void message.success(t(templateTexts.uploaded, { paper: title }));
    },
    (error) => onRefused({ paper, error }),
  );
  const take = (file: File | undefined): void => {
    if (!file) return;
    onRefused(null);
    if (file.size > templateBytes) void message.error(t(templateTexts.tooLarge, { size: format.bytes(templateBytes) }));
    else sending.start({ params: { paper } }, file);
  };
  return (
    <>
      <Button
        size="small"
        loading={sending.share !== null}
        aria-label={t(templateTexts.uploadOf, { paper: title })}
        title={t(templateTexts.limits, { size: format.bytes(templateBytes) })}
        onClick={() => input.current?.click()}
      >
        {t(sending.share === null ? templateTexts.upload : templateTexts.uploading)}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".docx"
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file can be chosen again, once it has been mended.
          event.target.value = '';
        }}
      />
    </>
  );
};
