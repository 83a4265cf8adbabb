import { InboxOutlined } from '@ant-design/icons';
import { type DragEvent, type ReactNode, useId, useState } from 'react';
import { useText } from '../language.tsx';
import { uiTexts } from '../messages.ts';
import css from './file-drop.module.css';

interface Props {
  /** What the file is for, for those who hear it. */
  readonly label: string;
  /** Endings of the files that are taken: `.xlsx,.csv`. */
  readonly accept: string;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  readonly onFile?: (file: File) => void;
  /** For files that belong together; several can be chosen then. */
  readonly onFiles?: (files: readonly File[]) => void;
}

/** Takes one file, or several: by choosing (mouse, keyboard, touch) or by dropping. */
export const FileDrop = ({ label, accept, hint, disabled = false, onFile, onFiles }: Props): ReactNode => {
  const t = useText();
  const id = useId();
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const given = [...(files ?? [])];
    const [file] = given;
    if (file === undefined || disabled) return;
    onFile?.(file);
    onFiles?.(given);
  };
  const hold = (event: DragEvent): void => {
    event.preventDefault();
    setOver(!disabled);
  };
  return (
    <div className={css.frame}>
      <input
        id={id}
        type="file"
        multiple={onFiles !== undefined}
        className="sr-only"
        accept={accept}
        disabled={disabled}
        aria-label={label}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => {
          take(event.target.files);
          // The same file can be chosen again, once it has been mended.
          event.target.value = '';
        }}
      />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping comes on top of the input that the label belongs to */}
      <label
        htmlFor={id}
        className={css.drop}
        data-over={over}
        data-disabled={disabled}
        onDragEnter={hold}
        onDragOver={hold}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files);
        }}
      >
        <InboxOutlined className={css.sign ?? ''} aria-hidden="true" />
        <span>{t(onFiles === undefined ? uiTexts.fileDrop : uiTexts.filesDrop)}</span>
        {hint && (
          <span id={`${id}-hint`} className={css.hint}>
            {hint}
          </span>
        )}
      </label>
    </div>
  );
};
