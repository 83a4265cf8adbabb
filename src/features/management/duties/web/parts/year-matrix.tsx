import type { ReactNode } from 'react';
import { useText } from '#ui/language.tsx';
import type { Duty } from '../../contract.ts';
import { dutyKindTexts, dutyStateTexts, dutyTexts } from '../../messages.ts';
import { dutyKinds } from '../../rules.ts';
import { dutyStates } from '../../states/rules.ts';
import css from './duties.module.css';
import { usePeriodName } from './words.tsx';

/** A sign of its own for each state, so that the table reads without colour. */
const signs: Readonly<Record<Duty['state'], string>> = {
  done: '✓',
  open: '●',
  due_soon: '▲',
  missed: '■',
  ahead: '·',
  not_owed: '–',
};
const months = { month: 1, quarter: 3, year: 12 } as const;

interface Props {
  readonly year: number;
  readonly duties: readonly Duty[];
  /** Key of the chosen field. */
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

export const fieldOf = (duty: Duty): string => `${duty.kind} ${duty.period.key}`;

const Field = ({ duty, chosen, onChoose }: Pick<Props, 'chosen' | 'onChoose'> & { duty: Duty }): ReactNode => {
  const t = useText();
  const name = usePeriodName();
  const key = fieldOf(duty);
  return (
    <td colSpan={months[duty.period.span]}>
      <button
        type="button"
        className={css.field}
        data-state={duty.state}
        aria-pressed={key === chosen}
        aria-label={t(dutyTexts.cell, {
          kind: t(dutyKindTexts[duty.kind]),
          period: name(duty.period),
          state: t(dutyStateTexts[duty.state]),
        })}
        onClick={() => onChoose(key)}
      >
        <span aria-hidden="true">{signs[duty.state]}</span>
      </button>
    </td>
  );
};

const Legend = (): ReactNode => {
  const t = useText();
  return (
    <ul className={css.legend} aria-label={t(dutyTexts.legend)}>
      {dutyStates.map((state) => (
        <li key={state}>
          <span aria-hidden="true" className={css.sign} data-state={state}>
            {signs[state]}
          </span>
          {t(dutyStateTexts[state])}
        </li>
      ))}
    </ul>
  );
};

/** The year of a branch: a line for each duty, a field for each of its periods. */
export const YearMatrix = ({ year, duties, chosen, onChoose }: Props): ReactNode => {
  const t = useText();
  const caption = t(dutyTexts.matrix, { year });
  return (
    <>
      <Legend />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by keyboard */}
      <div className={css.scroll} role="region" aria-label={caption} tabIndex={0}>
        <table className={css.matrix}>
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t(dutyTexts.duty)}</th>
              {Array.from({ length: 12 }, (_, place) => (
                <th key={place} scope="col">
                  {t(dutyTexts.monthShort, { month: place + 1 })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dutyKinds
              .filter((kind) => duties.some((duty) => duty.kind === kind))
              .map((kind) => (
                <tr key={kind}>
                  <th scope="row">{t(dutyKindTexts[kind])}</th>
                  {duties
                    .filter((duty) => duty.kind === kind)
                    .map((duty) => (
                      <Field key={duty.period.key} duty={duty} chosen={chosen} onChoose={onChoose} />
                    ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </>
  );
};
