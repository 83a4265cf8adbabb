import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Section } from '#ui/office/page.tsx';
import { PlainTable } from '#ui/office/plain-table.tsx';
import type { Organisation, Term } from '../../contract.ts';
import { hasTerms } from '../../rules.ts';
import { termTexts } from '../../terms/messages.ts';
import css from './organisation.module.css';
import { CorrectTermDialog, EndTermDialog, OpenTermDialog } from './term-dialogs.tsx';
import { TermState, useTermName } from './term-state.tsx';

type Act = 'end' | 'correct';

interface TableProps {
  readonly organisation: Organisation;
  readonly onAct: (act: Act, term: Term) => void;
}

const DueDay = ({ term }: { term: Term }): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <>
      {format.day(term.dueOn)}
      {term.dueByRule !== term.dueOn && (
        <div className={css.quiet}>{t(termTexts.dueByRule, { day: format.day(term.dueByRule) })}</div>
      )}
    </>
  );
};

const TermTable = ({ organisation, onAct }: TableProps): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { terms, can, type } = organisation;
  const nameOf = useTermName();
  const button = (act: Act, term: Term): ReactNode => {
    const text = t(act === 'end' ? termTexts.endTerm : termTexts.correct);
    return (
      <Button type="link" size="small" aria-label={`${text} ${nameOf(term)}`} onClick={() => onAct(act, term)}>
        {text}
      </Button>
    );
  };
  const actions = (term: Term): ReactNode => (
    <>
      {term.endedOn === null && button('end', term)}
      {button('correct', term)}
    </>
  );
  return (
    <PlainTable
      caption={t(termTexts.terms)}
      rows={terms}
      rowKey={(term) => term.id}
      empty={t(hasTerms(type) ? termTexts.noTerms : termTexts.noTermType)}
      columns={[
        { key: 'term', title: t(termTexts.term), render: nameOf },
        { key: 'from', title: t(termTexts.startedOn), render: (term) => format.day(term.startedOn) },
        { key: 'due', title: t(termTexts.dueOn), render: (term) => <DueDay term={term} /> },
        { key: 'end', title: t(termTexts.endedOn), render: (term) => format.day(term.endedOn) },
        { key: 'state', title: t(termTexts.state), render: (term) => <TermState term={term} /> },
      ]}
      renderActions={can.posts ? actions : undefined}
    />
  );
};

/** The terms of an organisation, newest first, and what may be done about them. */
export const Terms = ({ organisation }: { organisation: Organisation }): ReactNode => {
  const t = useText();
  const [opening, setOpening] = useState(false);
  const [doing, setDoing] = useState<{ act: Act; term: Term } | null>(null);
  const { can, type } = organisation;
  const dialog = { organisation, term: doing?.term ?? null, onClose: () => setDoing(null) };
  return (
    <Section
      title={t(termTexts.terms)}
      actions={can.posts && hasTerms(type) && <Button onClick={() => setOpening(true)}>{t(termTexts.openTerm)}</Button>}
    >
      <TermTable organisation={organisation} onAct={(act, term) => setDoing({ act, term })} />
      <OpenTermDialog organisation={organisation} open={opening} onClose={() => setOpening(false)} />
      <EndTermDialog {...dialog} open={doing?.act === 'end'} />
      <CorrectTermDialog {...dialog} open={doing?.act === 'correct'} />
    </Section>
  );
};
