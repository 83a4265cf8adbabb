import { Button } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useParams } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useCommand } from '#webkit/query.ts';
import { type PrintedLetter, printLetter } from '../../contract.ts';
import { transferTexts } from '../../messages.ts';
import { capitalMonth, capitalNumber } from '../../rules.ts';
import { saveLetter } from '../parts/save-letter.ts';
import { Square } from '../parts/square.tsx';
import { problemTexts } from '../parts/step-dialog.tsx';
import { useTransferWords } from '../parts/words.ts';
import css from './letter.module.css';

/** What fills the blanks of all three parts. */
const useBlanks = (letter: PrintedLetter) => {
  const words = useTransferWords();
  return {
    name: letter.name,
    sex: words.sex(letter.sex),
    age: letter.age ?? '',
    ethnicity: words.ethnicity(letter.ethnicity),
    category: words.category(letter.category),
    id: letter.idNumber,
    from: letter.from,
    to: letter.to,
    dues: letter.duesPaidTo === '' ? '' : capitalMonth(letter.duesPaidTo),
    days: capitalNumber(letter.days),
    until: letter.validUntil,
    since: letter.stay?.from ?? '',
    no: letter.letterNo,
  };
};

const Stub = ({ letter }: { letter: PrintedLetter }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const blanks = useBlanks(letter);
  return (
    <section className={css.part}>
      <h2>{t(transferTexts.stub)}</h2>
      <p className={css.number}>{t(transferTexts.letterNoOf, blanks)}</p>
      <p>{t(transferTexts.stubText, blanks)}</p>
      <p className={css.end}>{format.day(letter.issuedOn)}</p>
    </section>
  );
};

const Main = ({ letter }: { letter: PrintedLetter }): ReactNode => {
  const t = useText();
  const certificate = letter.way === 'certificate';
  const format = useFormat();
  const blanks = useBlanks(letter);
  return (
    <section className={css.part}>
      <h2>{t(certificate ? transferTexts.certificateTitle : transferTexts.letterTitle)}</h2>
      <p className={css.number}>{t(transferTexts.letterNoOf, blanks)}</p>
      <p>{letter.receiver}：</p>
      <p className={css.indent}>{t(certificate ? transferTexts.certificateText : transferTexts.mainText, blanks)}</p>
      <p>{t(certificate ? transferTexts.certificateValidity : transferTexts.validity, blanks)}</p>
      <p className={css.end}>
        {letter.issuer} {t(transferTexts.sealOf)}
      </p>
      <p className={css.end}>{format.day(letter.issuedOn)}</p>
      {letter.file !== null && <Square text={letter.file} says={t(transferTexts.sealHint)} />}
      <ul className={css.contact}>
        <li>
          {t(transferTexts.memberPhone)}：{letter.phone}
        </li>
        <li>
          {t(transferTexts.formerCommittee)}：{letter.issuer}
        </li>
        <li>
          {t(transferTexts.address)}：{letter.issuerAddress}
        </li>
        <li>
          {t(transferTexts.phoneOf)}：{letter.issuerPhone}
        </li>
        <li>{t(transferTexts.postcodeFax)}：</li>
      </ul>
    </section>
  );
};

const Receipt = ({ letter }: { letter: PrintedLetter }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const blanks = useBlanks(letter);
  return (
    <section className={css.part}>
      <h2>{t(transferTexts.receiptPart)}</h2>
      <p>{letter.issuer}：</p>
      <p className={css.indent}>{t(transferTexts.receiptText, blanks)}</p>
      <p className={css.end}>{t(transferTexts.sealOf)}</p>
      <p className={css.end}>{letter.acceptedOn ? format.day(letter.acceptedOn) : t(transferTexts.dateLine)}</p>
      <p>
        {t(transferTexts.handledBy)}：　　　　　{t(transferTexts.phoneOf)}：
      </p>
      <p className={css.small}>{t(transferTexts.receiptHint)}</p>
    </section>
  );
};

const Seam = (): ReactNode => {
  const t = useText();
  return (
    <p className={css.seam}>
      <span>{t(transferTexts.seam)}</span>
    </p>
  );
};

/** Asked for once when the page opens: each showing counts, as any full value does. */
const useLetter = (id: string) => {
  const [letter, setLetter] = useState<PrintedLetter | null>(null);
  const { run, error } = useCommand(printLetter);
  useEffect(() => {
    let gone = false;
    void run({ params: { id } }).then(
      (shown) => {
        if (!gone) setLetter(shown);
      },
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [id, run]);
  return { letter, error, again: () => void run({ params: { id } }).then(setLetter, () => undefined) };
};

/** The letter in its three parts, as it is printed: stub, letter and receipt with a seam between them. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { letter, error, again } = useLetter(id);
  return (
    <Frame
      title={t(transferTexts.printLetter)}
      crumbs={[
        { title: t(transferTexts.title), to: '/transfers' },
        { title: letter?.name ?? t(transferTexts.title), to: `/transfers/${id}` },
        { title: t(transferTexts.printLetter) },
      ]}
      actions={
        letter && (
          <>
            {letter.file !== null && (
              <Button onClick={() => saveLetter(letter.letterNo, letter.file ?? '')}>
                {t(transferTexts.saveFile)}
              </Button>
            )}
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
        onAgain={again}
        texts={problemTexts}
        lines={12}
      >
        {() =>
          letter && (
            <div className={css.paper}>
              <Stub letter={letter} />
              <Seam />
              <Main letter={letter} />
              {letter.way !== 'certificate' && (
                <>
                  <Seam />
                  <Receipt letter={letter} />
                </>
              )}
            </div>
          )
        }
      </StateView>
    </Frame>
  );
};
