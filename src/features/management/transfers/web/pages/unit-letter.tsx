import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useCommand } from '#webkit/query.ts';
import { transferTexts } from '../../messages.ts';
import { capitalMonth, capitalNumber } from '../../rules.ts';
import { type PrintedUnit, printUnit } from '../../units/contract.ts';
import { saveLetter } from '../parts/save-letter.ts';
import { Square } from '../parts/square.tsx';
import { problemTexts } from '../parts/step-dialog.tsx';
import { useTransferWords } from '../parts/words.ts';
import css from './letter.module.css';

const List = ({ letter }: { letter: PrintedUnit }): ReactNode => {
  const t = useText();
  const words = useTransferWords();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls must be reachable by keyboard
    <div className={css.wide} role="region" aria-label={t(transferTexts.unitMembers)} tabIndex={0}>
      <table className={css.list}>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{t(transferTexts.name)}</th>
            <th scope="col">{t(transferTexts.idNumber)}</th>
            <th scope="col">{t(transferTexts.category)}</th>
            <th scope="col">{t(transferTexts.joinedOn)}</th>
            <th scope="col">{t(transferTexts.fullOn)}</th>
            <th scope="col">{t(transferTexts.phone)}</th>
          </tr>
        </thead>
        <tbody>
          {letter.members.map((member, place) => (
            <tr key={member.idNumber}>
              <td>{place + 1}</td>
              <td>{member.name}</td>
              <td>{member.idNumber}</td>
              <td>{words.category(member.category)}</td>
              <td>{member.joinedOn}</td>
              <td>{member.fullOn}</td>
              <td>{member.phone}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Paper = ({ letter }: { letter: PrintedUnit }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const total = letter.squares.length;
  return (
    <div className={css.paper}>
      <section className={css.part}>
        <h2>{t(transferTexts.unitLetterTitle)}</h2>
        <p className={css.number}>{t(transferTexts.letterNoOf, { no: letter.letterNo })}</p>
        <p>{letter.receiver}：</p>
        <p className={css.indent}>
          {t(transferTexts.unitLetterText, {
            from: letter.name,
            to: letter.receiver,
            count: letter.members.length,
            dues: capitalMonth(letter.duesPaidTo),
          })}
        </p>
        <p>{t(transferTexts.validity, { days: capitalNumber(letter.days), until: letter.validUntil })}</p>
        <p className={css.end}>
          {letter.issuer} {t(transferTexts.sealOf)}
        </p>
        <p className={css.end}>{format.day(letter.issuedOn)}</p>
        <List letter={letter} />
        <div className={css.squares}>
          {letter.squares.map((square, place) => (
            <Square key={square} text={square} says={t(transferTexts.unitSquareOf, { n: place + 1, total })} />
          ))}
        </div>
        <p className={css.small}>{t(transferTexts.sealHint)}</p>
      </section>
    </div>
  );
};

/** The letter of a unit with its list; asked for once, as each showing is noted with every member. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const [letter, setLetter] = useState<PrintedUnit | null>(null);
  const { run, error } = useCommand(printUnit);
  useEffect(() => {
    void run({ params: { id } }).then(setLetter, () => undefined);
  }, [id, run]);
  return (
    <Frame
      title={t(transferTexts.printLetter)}
      crumbs={[
        { title: t(transferTexts.units), to: '/transfers/units' },
        { title: letter?.name ?? t(transferTexts.units), to: `/transfers/units/${id}` },
        { title: t(transferTexts.printLetter) },
      ]}
      actions={
        letter && (
          <>
            <Button onClick={() => saveLetter(letter.letterNo, letter.file)}>{t(transferTexts.saveFile)}</Button>
            <Button type="primary" onClick={() => window.print()}>
              {t(transferTexts.print)}
            </Button>
          </>
        )
      }
    >
      <StateView
        error={error}
        loading={letter === null && error === null}
        onAgain={() => void run({ params: { id } }).then(setLetter, () => undefined)}
        texts={problemTexts}
        lines={12}
      >
        {() => letter && <Paper letter={letter} />}
      </StateView>
    </Frame>
  );
};
