import { systemScope } from '#platform/access/scope.ts';
import type { County } from '#platform/county/county.ts';
import type { Tx } from '#platform/db/types.ts';
import { newId } from '#shared/ids.ts';
import { writeEntry } from '../thread/commands.ts';
import { lockClock, renewDue } from './commands.ts';
import type { ClockRow } from './queries.ts';
import { pauseEnd, reviewClock, type PauseReason } from './rules.ts';

/** What has moved the clock of a planted request, each as the commands leave it. */
export interface Moves {
  /** The first day on which it was taken. */
  readonly takenOn?: string;
  readonly petition?: true;
  readonly pause?: { readonly reason: PauseReason; readonly from: string; readonly until?: string };
  readonly extension?: { readonly on: string; readonly deciderId: string };
  /** The unit above that was told that it is overdue. */
  readonly escalated?: { readonly on: string; readonly unitId: string };
  readonly review?: {
    readonly level: 1 | 2;
    readonly on: string;
    readonly unitId: string;
    readonly decidedOn?: string;
  };
}

const plantRows = async (tx: Tx, row: ClockRow, { pause, extension, review }: Moves): Promise<void> => {
  const filed = { request_id: row.id, org_path: row.org_path };
  if (pause) {
    const { reason, from, until = null } = pause;
    const values = { reason, from_on: from, latest_on: pauseEnd(reason, from), ended_on: until };
    await tx
      .insertInto('request_pause')
      .values({ id: newId(), ...filed, ...values })
      .execute();
  }
  if (extension) {
    const clock = { kind: 'extension', procedure: row.procedure, clock_round: row.clock_round } as const;
    const decided = { state: 'granted', asked_on: extension.on, decided_on: extension.on } as const;
    await tx
      .insertInto('request_ask')
      .values({ id: newId(), ...filed, ...clock, ...decided, decider_id: extension.deciderId })
      .execute();
  }
  if (review) {
    const { level, on, unitId, decidedOn = null } = review;
    const due = { asked_on: on, due_on: reviewClock(level, on, []).dueOn };
    const outcome = decidedOn === null ? null : 'upheld';
    await tx
      .insertInto('request_review')
      .values({ id: newId(), ...filed, level, unit_id: unitId, ...due, decided_on: decidedOn, outcome })
      .execute();
  }
};

/** Moves the clock of a request that is there, with the lines of its thread that say so. */
export const plantMoves = async (tx: Tx, county: County, id: string, moves: Moves): Promise<void> => {
  const scope = systemScope(county.entry.code, 'plant');
  const { takenOn, petition, pause, extension, escalated, review } = moves;
  await tx
    .updateTable('service_request')
    .set({
      taken_on: takenOn ?? null,
      ...(petition ? { procedure: 'petition' as const } : {}),
      escalated_to_id: escalated?.unitId ?? null,
      escalated_on: escalated?.on ?? null,
      review_unit_id: review === undefined || review.decidedOn !== undefined ? null : review.unitId,
    })
    .where('id', '=', id)
    .execute();
  const row = await lockClock(tx, scope, id);
  await plantRows(tx, row, moves);
  const actor = '经办人';
  const lines = [
    petition && ({ kind: 'petitioned', unitId: row.unit_id, text: '属于申诉求决，按信访程序办理' } as const),
    pause && ({ kind: 'paused', unitId: row.unit_id, text: '请补充照片，说明具体位置' } as const),
    pause?.until !== undefined && ({ kind: 'resumed', unitId: row.unit_id, text: null } as const),
    extension && ({ kind: 'extended', unitId: extension.deciderId, text: '情况属实，同意延期' } as const),
    escalated && ({ kind: 'overdue', unitId: escalated.unitId, text: null } as const),
  ];
  for (const line of lines) if (line) await writeEntry(tx, county, { request: row, actor, ...line });
  if (review) await writeEntry(tx, county, { request: row, kind: 'review_asked', text: '答复与事实不符' });
  await renewDue(tx, scope, county, id);
};
