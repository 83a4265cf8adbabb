/** Who may come back, and how (党员教育管理工作条例第二十四条；不合格党员组织处置办法). Pure: facts in, the first obstacle out. */
import type { Problem } from '#shared/errors.ts';
import { evaluate, findRule } from '#features/base/rules/rules.ts';
import { returnKinds } from './contract.ts';

export type ReturnKind = (typeof returnKinds)[number];

/** Ways of leaving after which the membership is in principle not restored, but the person may be admitted anew. */
const removed: readonly string[] = [
  'expelled',
  'resigned',
  'advised_to_leave',
  'struck_off_refusing',
  'lapsed',
  'lapsed_lost',
];
const neverMember: readonly string[] = ['probation_cancelled', 'not_recognised'];

const allowed: Readonly<Record<ReturnKind, (left: string) => boolean>> = {
  transferred_in: (left) => left === 'transferred_out',
  moved_in: (left) => left === 'transferred_out',
  restored: (left) => left === 'stopped' || removed.includes(left),
  rejoined: (left) => removed.includes(left) || neverMember.includes(left),
};

/** By which ways somebody may come back who left so; none where nobody does. */
export const waysBack = (leaveKind: string): readonly ReturnKind[] =>
  returnKinds.filter((kind) => allowed[kind](leaveKind));

export interface Leaving {
  readonly leftOn: string;
  readonly leaveKind: string;
}

export const returnProblem = (
  { leftOn, leaveKind }: Leaving,
  { kind, on, document }: { readonly kind: ReturnKind; readonly on: string; readonly document?: string | undefined },
): Problem | undefined => {
  if (!allowed[kind](leaveKind)) return { path: 'body.kind', message: 'return_kind' };
  if (on <= leftOn) return { path: 'body.on', message: 'return_before_leaving', params: { day: leftOn } };
  // Who was removed is restored only by a decision that corrects the removal.
  if (kind === 'restored' && leaveKind !== 'stopped' && !document)
    return { path: 'body.document', message: 'return_document' };
  // The bar is that of the day of readmission, whenever the person was removed.
  const bar = findRule('readmission.bar', on);
  if (kind !== 'rejoined' || !removed.includes(leaveKind) || !bar) return undefined;
  const { value, why } = evaluate(bar, { from: leftOn });
  return on < String(value)
    ? { path: 'body.on', message: 'return_too_early', params: { due: String(value), article: why.source.zh } }
    : undefined;
};
