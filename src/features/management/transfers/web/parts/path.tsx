import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import type { TransferFile } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import type { State, Way } from '../../rules.ts';
import css from './path.module.css';
import { useTransferWords } from './words.ts';

/** The states through which each way leads. */
const ways: Readonly<Record<Way, readonly State[]>> = {
  short: ['draft', 'out_branch_ok', 'in_committee_ok', 'in_branch_accepted'],
  county: ['draft', 'out_branch_ok', 'out_committee_ok', 'in_committee_ok', 'in_branch_accepted', 'receipt_returned'],
  leaving: ['draft', 'out_branch_ok', 'out_committee_ok', 'receipt_returned'],
  certificate: ['draft', 'out_branch_ok', 'out_committee_ok', 'concluded'],
  abroad: ['draft', 'out_branch_ok', 'out_committee_ok', 'concluded'],
  arriving: ['in_committee_ok', 'in_branch_accepted', 'receipt_returned'],
};

const placeOf = (transfer: TransferFile, state: State): string | null =>
  ({
    draft: transfer.from.branch,
    out_branch_ok: transfer.from.branch,
    out_committee_ok: transfer.from.committee,
    in_committee_ok: transfer.to.committee,
    in_branch_accepted: transfer.to.branch,
    concluded: transfer.from.branch,
    receipt_returned: transfer.way === 'leaving' ? transfer.outside : transfer.to.committee,
  })[state as string] ?? null;

type Mark = 'done' | 'now' | 'open';

/** The way as a line of steps: done, the present one, still to come; where it was broken off, the end says so. */
export const Path = ({ transfer }: { transfer: TransferFile }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const words = useTransferWords();
  const line = ways[transfer.way];
  const at = line.indexOf(transfer.state === 'submitted' ? 'draft' : transfer.state);
  const broken = at === -1;
  const reached = broken ? Math.max(0, ...transfer.events.map(({ state }) => line.indexOf(state))) : at;
  const markOf = (place: number): Mark => {
    if (place < reached || (place === reached && (broken || !transfer.open))) return 'done';
    return place === reached ? 'now' : 'open';
  };
  const dayOf = (state: State): string | undefined => transfer.events.findLast((one) => one.state === state)?.at;
  return (
    <div className={css.frame}>
      <ol className={css.path} aria-label={t(transferTexts.path)}>
        {line.map((state, place) => {
          const day = dayOf(state);
          return (
            <li key={state} data-mark={markOf(place)} aria-current={markOf(place) === 'now' ? 'step' : undefined}>
              <span className={css.dot} aria-hidden="true" />
              <strong>{words.stateOf(state, transfer.way)}</strong>
              <span>{placeOf(transfer, state)}</span>
              {day && markOf(place) !== 'open' && <span>{format.moment(day)}</span>}
            </li>
          );
        })}
        {broken && (
          <li data-mark="broken">
            <span className={css.dot} aria-hidden="true" />
            <strong>{words.state(transfer)}</strong>
            <span>{transfer.events.at(-1)?.reason}</span>
          </li>
        )}
      </ol>
      {transfer.waitsForName && <p>{t(transferTexts.nextAt, { place: transfer.waitsForName })}</p>}
      {transfer.dueOn && (
        <p>
          {t(transferTexts.due)}: {format.day(transfer.dueOn)}
        </p>
      )}
    </div>
  );
};
