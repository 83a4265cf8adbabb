import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import { Tag, type Tone } from '#ui/tag.tsx';
import type { ImportState } from '../../contract.ts';
import { importStateTexts, importStepTexts } from '../../preview/messages.ts';
import css from './import.module.css';

const tones: Readonly<Record<ImportState, Tone>> = {
  uploaded: 'info',
  reading: 'info',
  mapping: 'warning',
  preview: 'warning',
  committing: 'info',
  committed: 'success',
  undoing: 'info',
  undone: 'plain',
  failed: 'error',
  cancelled: 'plain',
};

export const StateTag = ({ state }: { state: ImportState }): ReactNode => {
  const t = useText();
  return <Tag tone={tones[state]}>{t(importStateTexts[state])}</Tag>;
};

const steps = [
  { text: importStepTexts.read, states: ['uploaded', 'reading', 'failed'] },
  { text: importStepTexts.check, states: ['mapping', 'preview'] },
  { text: importStepTexts.write, states: ['committing'] },
  { text: importStepTexts.done, states: ['committed', 'undoing', 'undone'] },
] as const satisfies readonly { readonly text: readonly [string, string]; readonly states: readonly ImportState[] }[];

/** Where an import stands on its way. */
export const ImportSteps = ({ state }: { state: ImportState }): ReactNode => {
  const t = useText();
  if (state === 'cancelled') return null;
  const present = steps.findIndex((step) => step.states.some((one) => one === state));
  return (
    <ol className={css.steps} aria-label={t(importStepTexts.steps)}>
      {steps.map((step, place) => (
        <li
          key={step.text[1]}
          data-done={place < present}
          {...(place === present ? { 'aria-current': 'step' as const } : {})}
        >
          <span aria-hidden="true">{place < present ? '✓' : place + 1}</span>
          {t(step.text)}
        </li>
      ))}
    </ol>
  );
};
