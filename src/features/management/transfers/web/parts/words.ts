import { codeTables, labelOf } from '#features/base/members/codes.ts';
import { useLanguage, useText } from '#ui/language.tsx';
import type { Tone } from '#ui/tag.tsx';
import type { Transfer } from '../../contract.ts';
import { transferTexts, type TransferTextKey } from '../../messages.ts';
import { isStay, type State, type Way } from '../../rules.ts';

const tones: Readonly<Record<State, Tone>> = {
  draft: 'plain',
  submitted: 'info',
  out_branch_ok: 'info',
  out_committee_ok: 'info',
  in_committee_ok: 'info',
  in_branch_accepted: 'success',
  receipt_returned: 'success',
  rejected: 'warning',
  expired: 'error',
  recalled: 'plain',
  lost_reissued: 'plain',
  concluded: 'success',
};
export const toneOf = (state: State): Tone => tones[state];

interface Words {
  readonly state: (transfer: Pick<Transfer, 'state' | 'way'>) => string;
  readonly stateOf: (state: State, way: Way) => string;
  readonly purpose: (code: string | null) => string;
  /** A step as the history tells it; a code that is not known reads as itself. */
  readonly step: (step: string) => string;
  readonly kind: (kind: Transfer['kind']) => string;
  readonly category: (category: 'full' | 'probationary') => string;
  readonly sex: (code: string) => string;
  readonly ethnicity: (code: string | null) => string;
}

const isText = (key: string): key is TransferTextKey => key in transferTexts;

/** The words of codes in the language of the interface. */
export const useTransferWords = (): Words => {
  const t = useText();
  const { language } = useLanguage();
  const stateOf = (state: State, way: Way): string =>
    state === 'out_committee_ok' && isStay(way)
      ? t(transferTexts[`stayState_${way}`])
      : t(transferTexts[`state_${state}`]);
  return {
    state: ({ state, way }) => stateOf(state, way),
    stateOf,
    purpose: (code) => (code === null ? '' : labelOf(codeTables.abroadPurpose, code, language)),
    step: (step) => (isText(`step_${step}`) ? t.loose(transferTexts[`step_${step}` as TransferTextKey]) : step),
    kind: (kind) => t(transferTexts[`kind_${kind}`]),
    category: (category) => t(transferTexts[category]),
    sex: (code) => labelOf(codeTables.sex, code, language),
    ethnicity: (code) => (code === null ? '' : labelOf(codeTables.ethnicity, code, language)),
  };
};

/** Both ends of a transfer by name, whether they lie in the county or beyond it. */
export const endsOf = (transfer: Pick<Transfer, 'from' | 'to' | 'outside'>): { from: string; to: string } => ({
  from: transfer.from.branch ?? transfer.outside ?? '',
  to: transfer.to.branch ?? transfer.outside ?? '',
});
