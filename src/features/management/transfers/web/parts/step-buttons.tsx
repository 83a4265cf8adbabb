import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import type { Transfer } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import type { Step } from '../../rules.ts';
import { StepDialog } from './step-dialog.tsx';

/** Steps that lead on; the others end the way or begin it anew. */
const forward: readonly Step[] = [
  'agree',
  'submit',
  'approve',
  'issue',
  'assign',
  'accept',
  'receipt',
  'confirm',
  'keep',
  'conclude',
  'reissue',
];
/** Steps that end the way, or void a letter. */
export const grave: readonly Step[] = ['reject', 'recall', 'lose'];

/** Agreeing says more than submitting: who may agree is not asked twice. */
const mainOf = (can: readonly Step[]): Step | undefined => forward.find((step) => can.includes(step));

interface Props {
  readonly transfer: Transfer;
  /** The next step alone, for a row of a list. */
  readonly main?: boolean;
}

/** What the reader may do next, each behind one question that says what will happen. */
export const StepButtons = ({ transfer, main = false }: Props): ReactNode => {
  const t = useText();
  const [open, setOpen] = useState<Step | null>(null);
  const first = mainOf(transfer.can);
  const others = main
    ? []
    : transfer.can.filter((step) => step !== first && (grave.includes(step) || step === 'submit'));
  const label = (step: Step): string => t(transferTexts[`step_${step}`]);
  const named = (step: Step): string => t(transferTexts.askTitle, { step: label(step), name: transfer.member.name });
  return (
    <>
      {others.map((step) => (
        <Button key={step} danger={grave.includes(step)} onClick={() => setOpen(step)}>
          {label(step)}
        </Button>
      ))}
      {first && (
        <Button
          type={main ? 'default' : 'primary'}
          {...(main ? { size: 'small' as const } : {})}
          aria-label={named(first)}
          onClick={() => setOpen(first)}
        >
          {label(first)}
        </Button>
      )}
      {open && <StepDialog transfer={transfer} step={open} title={named(open)} onClose={() => setOpen(null)} />}
    </>
  );
};
