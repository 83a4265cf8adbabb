import { Alert, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Facts } from '#ui/facts.tsx';
import { useFormat, useLanguage, useText } from '#ui/language.tsx';
import { ConfirmDialog } from '#ui/office/dialogs.tsx';
import { LinkButton } from '#ui/office/link-button.tsx';
import { Page as Frame, Section } from '#ui/office/page.tsx';
import { StateView } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { bankItem, type ItemView, removeItem } from '../../contract.ts';
import { bankProblems } from '../../messages.ts';
import { bankTexts } from '../messages.ts';
import { ItemActs } from '../parts/acts.tsx';
import css from '../parts/bank.module.css';
import { Question } from '../parts/question.tsx';
import { touchedByItems } from '../parts/touched.ts';
import { BankStateTag, useBankChoices, useKindName, useLevelName, useMeasured } from '../parts/words.tsx';

const Remove = ({ item }: { item: ItemView }): ReactNode => {
  const t = useText();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const { fire, busy, error } = useCommand(removeItem, {
    touches: touchedByItems,
    onDone: () => void navigate('/education/bank'),
  });
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {t(bankTexts.remove)}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t(bankTexts.removeTitle)}
        consequence={t(bankTexts.removeHint)}
        verb={t(bankTexts.remove)}
        busy={busy}
        error={error}
        texts={bankProblems}
        onConfirm={() => fire({ params: { id: item.id }, body: { version: item.version } })}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const ItemFacts = ({ item }: { item: ItemView }): ReactNode => {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const levelName = useLevelName();
  const kindName = useKindName();
  const measured = useMeasured();
  const { topics } = useBankChoices();
  return (
    <Facts
      facts={[
        { label: t(bankTexts.kind), value: kindName(item.kind) },
        { label: t(bankTexts.category), value: item.categoryName[language] },
        { label: t(bankTexts.topic), value: topics.find(({ value }) => value === item.topic)?.label ?? item.topic },
        { label: t(bankTexts.level), value: levelName(item.level) },
        { label: t(bankTexts.measured), value: measured(item) },
        { label: t(bankTexts.source), value: item.source === '' ? '–' : item.source },
        { label: t(bankTexts.licence), value: item.licence === '' ? '–' : item.licence },
        { label: t(bankTexts.unit), value: item.unitName },
        { label: t(bankTexts.writer), value: format.parts([item.writer, format.moment(item.changedAt)]) },
        { label: t(bankTexts.reviewer), value: item.reviewer ?? '–' },
      ]}
    />
  );
};

const ItemBody = ({ item }: { item: ItemView }): ReactNode => {
  const t = useText();
  return (
    <>
      {item.otherPerson && <Alert type="info" showIcon title={t(bankTexts.otherPerson)} />}
      {item.note !== null && <Alert type="warning" showIcon title={t(bankTexts.note)} description={item.note} />}
      <Section>
        <Question item={item} />
      </Section>
      <Section>
        <ItemFacts item={item} />
      </Section>
      {item.editions.length > 1 && (
        <Section title={t(bankTexts.editions)}>
          <ul className={css.rows}>
            {item.editions.map(({ id, edition, state }) => (
              <li key={id}>
                {id === item.id ? (
                  t(bankTexts.editionOf, { edition })
                ) : (
                  <Link to={`/education/bank/${id}`}>{t(bankTexts.editionOf, { edition })}</Link>
                )}{' '}
                <BankStateTag state={state} />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
};

/** One question: what it asks, how it stands, and what may follow. */
export const Page = (): ReactNode => {
  const t = useText();
  const { id = '' } = useParams();
  const { data: item, error, isPending, refetch } = useApi(bankItem, { params: { id } });
  return (
    <Frame
      title={
        item ? (
          <>
            {t(bankTexts.editionOf, { edition: item.edition })} <BankStateTag state={item.state} />
          </>
        ) : (
          t(bankTexts.caption)
        )
      }
      crumbs={[{ title: t(bankTexts.title), to: '/education/bank' }, { title: t(bankTexts.caption) }]}
      actions={
        item && (
          <>
            {item.can.remove && <Remove item={item} />}
            {item.can.edit && <LinkButton to={`/education/bank/${id}/edit`}>{t(bankTexts.edit)}</LinkButton>}
            <ItemActs items={[item]} />
          </>
        )
      }
    >
      <StateView error={error} loading={isPending} onAgain={() => void refetch()} lines={8}>
        {() => item && <ItemBody item={item} />}
      </StateView>
    </Frame>
  );
};
