import { Button, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useCommand } from '#webkit/query.ts';
import { type ImportView, mapColumns, type SeenSheet } from '../../import/contract.ts';
import { codeOfUse, type ColumnCode, columnCodes, guessIn, useOf } from '../../import/headings/rules.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts, importTexts } from '../messages.ts';
import css from './bank.module.css';
import { touchedByImport } from './touched.ts';

type Code = ColumnCode | '';

const useCodeName = (): ((code: Code) => string) => {
  const t = useText();
  return (code) => {
    const [kind, which = ''] = code.split(':');
    if (kind === 'option') return t(bankTexts.option, { key: which });
    if (kind === 'gap') return t(bankTexts.gap, { place: Number(which) });
    return code === '' ? t(importTexts.mapUnused) : t(importTexts[`column_${code}` as 'column_stem']);
  };
};

interface Start {
  readonly line: number;
  readonly uses: readonly Code[];
  readonly isGuess: boolean;
}

/** What can be told of a heading by its words, else of the columns by what stands in them. */
const usesOf = (sheet: SeenSheet | undefined, line: number): Omit<Start, 'line'> => {
  const rows = sheet?.rows ?? [];
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const heading = rows.find((row) => row.line === line)?.cells ?? [];
  const byWords = Array.from({ length: width }, (_, at) => codeOfUse(useOf(heading[at] ?? '')));
  const guess = byWords.includes('stem') ? null : guessIn(rows.map(({ cells }) => cells));
  return guess === null ? { uses: byWords, isGuess: false } : { uses: guess.uses, isGuess: true };
};

const startOf = (sheet: SeenSheet | undefined): Start => {
  const rows = sheet?.rows ?? [];
  const guess = guessIn(rows.map(({ cells }) => cells));
  // Where the first row looks like a question, there are no headings.
  const line = (guess === null ? rows[0] : rows[guess.at])?.line ?? 0;
  return { line, ...usesOf(sheet, line) };
};

/** The first rows of a file whose headings nobody knows: a person says what each column holds. */
export const ColumnMap = ({ batch }: { readonly batch: ImportView }): ReactNode => {
  const t = useText();
  const codeName = useCodeName();
  const [sheetName, setSheetName] = useState(batch.seen[0]?.sheet ?? '');
  const sheet = batch.seen.find((one) => one.sheet === sheetName);
  const [{ line, uses, isGuess }, setState] = useState<Start>(() => startOf(sheet));
  const { fire, busy, error } = useCommand(mapColumns, { touches: touchedByImport });
  const choices = (['', ...columnCodes] as const).map((value) => ({ value, label: codeName(value) }));
  const show = (name: string): void => {
    setSheetName(name);
    setState(startOf(batch.seen.find((one) => one.sheet === name)));
  };
  const rows = sheet?.rows ?? [];
  return (
    <div className={css.stack}>
      <p>{t(importTexts.mapHint)}</p>
      {isGuess && <p>{t(importTexts.mapGuessed)}</p>}
      {error && <ErrorNotice error={error} texts={bankProblems} />}
      <div className={css.unknown}>
        {batch.seen.length > 1 && (
          <Select<string>
            className={css.select ?? ''}
            aria-label={t(importTexts.mapSheet)}
            value={sheetName}
            options={batch.seen.map((one) => ({ value: one.sheet, label: one.sheet }))}
            onChange={show}
          />
        )}
        <span>{t(importTexts.mapLine)}</span>
        <Select<number>
          className={css.select ?? ''}
          aria-label={t(importTexts.mapLine)}
          value={line}
          options={[
            ...rows.map((row) => ({ value: row.line, label: t(importTexts.line, { line: row.line }) })),
            { value: 0, label: t(importTexts.mapNoLine) },
          ]}
          onChange={(next) => setState({ line: next, ...usesOf(sheet, next) })}
        />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is wider than the page is scrolled by keys as well */}
      <div className={css.wide} role="region" aria-label={t(importTexts.mapRows)} tabIndex={0}>
        <table className={css.sheet}>
          <thead>
            <tr>
              {uses.map((use, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- a column is its place
                <th key={at} scope="col">
                  <Select<Code>
                    className={css.column ?? ''}
                    aria-label={t(importTexts.mapColumn, { place: at + 1 })}
                    showSearch={{ optionFilterProp: 'label' }}
                    value={use}
                    options={choices}
                    onChange={(next) =>
                      setState({ line, isGuess, uses: uses.map((one, place) => (place === at ? next : one)) })
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line} {...(row.line === line ? { className: css.heading } : {})}>
                {uses.map((_use, at) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a column is its place
                  <td key={at}>{row.cells[at] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <Button
          type="primary"
          loading={busy}
          onClick={() =>
            fire({
              params: { id: batch.id },
              body: { version: batch.version, sheet: sheetName, line, uses: [...uses] },
            })
          }
        >
          {t(importTexts.mapRead)}
        </Button>
      </div>
    </div>
  );
};
