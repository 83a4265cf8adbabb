import { type ReactNode, useState } from 'react';
import { Button, Modal } from 'antd';
import { Link } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useText } from '#ui/language.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Section } from '#ui/office/page.tsx';
import { Tag } from '#ui/tag.tsx';
import { Why } from '#ui/why.tsx';
import type { Election, Verdict } from '../../contract.ts';
import { electionTexts } from '../../messages.ts';
import { AnnounceForm } from './announce-form.tsx';
import { Votes } from './count-step.tsx';
import css from './election.module.css';
import { EnterForm } from './enter-form.tsx';
import { basisTexts, checkTexts, matterOf, outcomeTones, stateTexts, wordsFor } from './words.ts';

interface Props {
  readonly election: Election;
}

const useNames = ({ candidates }: Election): ((ids: readonly string[]) => string) => {
  const t = useText();
  const format = useFormat();
  return (ids) =>
    ids.length === 0
      ? t(electionTexts.nobody)
      : format.list(ids.map((id) => candidates.items.find(({ personId }) => personId === id)?.name ?? '–'));
};

/** What the regulation says, check by check, each with its article and numbers. */
const Checks = ({ election, verdict }: Props & { verdict: Verdict }): ReactNode => {
  const t = useText();
  const { votes } = wordsFor(election);
  return (
    <ul className={css.checks}>
      {verdict.checks.map(({ kind, holds, why }) => (
        <li key={kind}>
          <details>
            <summary>
              <Tag tone={holds ? 'success' : 'error'}>
                {t.loose(kind === 'elected' ? votes : checkTexts[kind])}：
                {t(holds ? electionTexts.checkHolds : electionTexts.checkFails)}
              </Tag>{' '}
              {t(electionTexts.why)}
            </summary>
            <div>
              <Why why={why} to={`/rules/${why.ruleId}`} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
};

const VerdictSection = ({ election }: Props): ReactNode => {
  const t = useText();
  const names = useNames(election);
  const { verdict } = election;
  if (verdict === null)
    return (
      <Section title={t(electionTexts.verdictTitle)}>
        <p className={css.quiet}>{t(electionTexts.verdictEmpty)}</p>
      </Section>
    );
  const { outcome, needed, basis, elected, tied, open } = verdict;
  const words = wordsFor(election);
  return (
    <Section
      title={
        <>
          {t(electionTexts.verdictTitle)} <Tag tone={outcomeTones[outcome]}>{t.loose(words.outcomes[outcome])}</Tag>
        </>
      }
    >
      {outcome !== 'void' && (
        <>
          <p className={css.line}>{t(words.needed, { needed, basis: t(basisTexts[basis]) })}</p>
          <p className={css.line}>{t(words.elected, { names: names(elected) })}</p>
        </>
      )}
      {tied.length > 0 && <p className={css.line}>{t(electionTexts.tiedAre, { names: names(tied) })}</p>}
      {open > 0 && <p className={css.line}>{t(electionTexts.openIs, { count: open })}</p>}
      <Checks election={election} verdict={verdict} />
      <Votes election={election} />
    </Section>
  );
};

const Announced = ({ election }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  const names = useNames(election);
  const elected = election.candidates.items.filter((one) => one.elected).map(({ personId }) => personId);
  return (
    <Facts
      facts={[
        { label: t.loose(wordsFor(election).announced), value: names(elected), wide: true },
        {
          label: t(electionTexts.announcedBy),
          value: t(electionTexts.announcedIs, {
            name: election.announcedBy ?? '–',
            day: format.day(election.announcedOn),
          }),
        },
        ...(election.difference
          ? [{ label: t(electionTexts.difference), value: election.difference, wide: true }]
          : []),
        ...(election.entered ? [{ label: t(electionTexts.enter), value: t(electionTexts.entered) }] : []),
      ]}
    />
  );
};

const newOf = ({ id, organisation }: Election, more: Readonly<Record<string, string>>): string =>
  `/elections/new?${new URLSearchParams({ organisationId: organisation.id, afterId: id, ...more }).toString()}`;

const againOf = (election: Election): string => {
  const { kind, voters, preliminary, again, seats, candidates } = election;
  const stage = preliminary ? { preliminary: 'yes' } : candidates.namedBy === null ? {} : { named: 'yes' };
  const next = { seats: String(again?.seats ?? seats), round: String(again?.round ?? 1) };
  return newOf(election, { kind, voters, ...next, ...stage });
};

/** As many seats as were named, here and in the preliminary votes before. */
const formalOf = (election: Election): string => {
  const { kind, voters, formal, seats } = election;
  return newOf(election, { kind, voters, seats: String(formal?.seats ?? seats), named: 'yes' });
};

const secretaryOf = (election: Election): string => newOf(election, { kind: 'secretary', voters: 'committee' });

/** What was prepared after it, to go on there. */
const Followers = ({ election: { followers } }: Props): ReactNode => {
  const t = useText();
  const format = useFormat();
  if (followers.length === 0) return null;
  return (
    <Section title={t(electionTexts.followersTitle)}>
      <ul>
        {followers.map((one) => (
          <li key={one.id}>
            <Link to={`/elections/${one.id}`}>
              {[
                matterOf(t, one),
                ...(one.round > 1 ? [t(electionTexts.round, { count: one.round })] : []),
                format.day(one.heldOn),
                t.loose(stateTexts[one.state]),
              ].join(' · ')}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** What follows a closed election: term and posts, another round, the secretary. */
const Following = ({ election }: Props): ReactNode => {
  const t = useText();
  const [entering, setEntering] = useState(false);
  const close = (): void => setEntering(false);
  const { can, kind, state, preliminary, verdict, followers } = election;
  const asked = kind === 'committee' && !preliminary && state === 'closed' && verdict?.outcome === 'elected';
  return (
    <>
      {can.enter && (
        <Button type="primary" onClick={() => setEntering(true)}>
          {t(electionTexts.enter)}
        </Button>
      )}
      {can.formal && (
        <LinkButton type="primary" to={formalOf(election)}>
          {t(electionTexts.formal)}
        </LinkButton>
      )}
      {can.again && <LinkButton to={againOf(election)}>{t.loose(wordsFor(election).again)}</LinkButton>}
      {asked && !followers.some((one) => one.kind === 'secretary') && (
        <LinkButton to={secretaryOf(election)}>{t(electionTexts.secretaryNext)}</LinkButton>
      )}
      <Modal open={entering} title={t(electionTexts.enterTitle)} footer={null} onCancel={close} destroyOnHidden>
        <EnterForm election={election} onClose={close} />
      </Modal>
    </>
  );
};

/** The check of the numbers, and beside it what people announced. */
export const ResultStep = ({ election }: Props): ReactNode => {
  const t = useText();
  const { can, state } = election;
  return (
    <div className={css.stack}>
      <VerdictSection election={election} />
      {can.announce && (
        <Section title={t(electionTexts.announce)}>
          <AnnounceForm election={election} />
        </Section>
      )}
      {state === 'closed' && (
        <Section title={t(electionTexts.stepResult)} actions={<Following election={election} />}>
          <Announced election={election} />
        </Section>
      )}
      <Followers election={election} />
    </div>
  );
};
