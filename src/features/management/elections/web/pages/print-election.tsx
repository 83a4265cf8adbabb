import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useParams } from 'react-router';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi } from '#webkit/query.ts';
import { type Election, electionById } from '../../contract.ts';
import { electionTexts } from '../../messages.ts';
import { kindTexts, wordsFor } from '../parts/words.ts';
import css from './print-election.module.css';

interface Props {
  readonly election: Election;
}

/** One ballot: the names in their order, a box for the mark, lines for other names. Nothing on it tells whose it is. */
const Ballot = ({ election }: Props): ReactNode => {
  const t = useText();
  const { organisation, kind, seats, candidates, roll } = election;
  const words = wordsFor(election);
  const standing = candidates.items.filter(({ writtenIn }) => !writtenIn);
  return (
    <>
      <p className={css.hint}>{t(electionTexts.ballotCount, { count: roll.entitled })}</p>
      <section className={css.sheet}>
        <h2>{t(words.ballotTitle, { name: organisation.name, kind: t(kindTexts[kind]) })}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(electionTexts.name)}</th>
              <th scope="col">{t(electionTexts.mark)}</th>
            </tr>
          </thead>
          <tbody>
            {standing.map(({ personId, name }) => (
              <tr key={personId}>
                <th scope="row">{name}</th>
                <td className={css.mark} aria-label={t(electionTexts.mark)} />
              </tr>
            ))}
            {Array.from({ length: seats }, (_, place) => (
              <tr key={place}>
                <td className={css.blank}>{place === 0 ? t(electionTexts.writeIn) : '　'}</td>
                <td className={css.mark} aria-label={t(electionTexts.mark)} />
              </tr>
            ))}
          </tbody>
        </table>
        <p>{t(words.ballotRule, { seats })}</p>
      </section>
    </>
  );
};

/** The roll to sign when a ballot is handed out: only those who are counted. */
const RollSheet = ({ election }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <section className={css.sheet}>
      <h2>{t(electionTexts.sheetTitle, { name: election.organisation.name, day: format.day(election.heldOn) })}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t(electionTexts.number)}</th>
            <th scope="col">{t(electionTexts.name)}</th>
            <th scope="col">{t(electionTexts.signature)}</th>
          </tr>
        </thead>
        <tbody>
          {election.roll.items
            .filter(({ excluded }) => !excluded)
            .map(({ personId, name }, place) => (
              <tr key={personId}>
                <td>{place + 1}</td>
                <th scope="row">{name}</th>
                <td className={css.blank} aria-label={t(electionTexts.signature)} />
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
};

/** Sheets for the hall. On paper only they are left of the page. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: election, error, isPending, refetch } = useApi(electionById, { params: { id } });
  const title = t(electionTexts.printTitle);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <Frame
      title={title}
      crumbs={[{ title: t(electionTexts.title), to: '/elections' }, { title }]}
      actions={
        <>
          <LinkButton to={`/elections/${id}?step=ballots`}>{t(electionTexts.back)}</LinkButton>
          <Button type="primary" disabled={!election} onClick={() => print()}>
            {t(electionTexts.print)}
          </Button>
        </>
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={10}>
        {() =>
          election && (
            <div className={css.sheets}>
              <Ballot election={election} />
              <RollSheet election={election} />
            </div>
          )
        }
      </StateView>
    </Frame>
  );
};
