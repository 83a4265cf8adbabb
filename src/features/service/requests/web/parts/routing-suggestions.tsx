import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { useFormat, useText } from '#ui/language.tsx';
import { Folded } from '#ui/office/page.tsx';
import { ErrorNotice } from '#ui/office/state-view.tsx';
import { useApi, useCommand } from '#webkit/query.ts';
import { useSession } from '#webkit/session.tsx';
import { sortRequest } from '../../categories/contract.ts';
import { oneRequest, requestList, type RequestView } from '../../contract.ts';
import { requestSuggestions, type Suggestions as Suggested } from '../../learning/contract.ts';
import { requestProblems } from '../../messages.ts';
import { isOpen } from '../../rules.ts';
import { routingTexts } from '../../routing/messages.ts';
import css from '#ui/office/matter.module.css';
import own from './request.module.css';
import { percent } from './percent.ts';

interface Told {
  readonly confidence: number;
  readonly words: readonly string[];
}

const Because = ({ confidence, words }: Told): ReactNode => {
  const t = useText();
  const format = useFormat();
  return (
    <span className={css.hint}>
      {t(routingTexts.sure, { share: percent(confidence) })}
      {words.length > 0 && ` · ${t(routingTexts.because, { words: format.list([...words]) })}`}
    </span>
  );
};

const Categories = ({ request, found }: { request: RequestView; found: Suggested }): ReactNode => {
  const t = useText();
  const { message } = App.useApp();
  const { fire, busy, error } = useCommand(sortRequest, {
    touches: [oneRequest, requestList, requestSuggestions],
    onDone: () => void message.success(t(routingTexts.sorted)),
  });
  return (
    <>
      <h3 className={own.sub}>{t(routingTexts.suggestedCategory)}</h3>
      {error && <ErrorNotice error={error} texts={requestProblems} />}
      <ul className={own.suggested}>
        {found.categories.map(({ code, name, confidence, words }) => (
          <li key={code}>
            {t.loose([name.zh, name.en])} <Because confidence={confidence} words={words} />
            {code !== request.category && (
              <Button
                type="link"
                size="small"
                loading={busy}
                onClick={() => fire({ params: { id: request.id }, body: { version: request.version, category: code } })}
              >
                {t(routingTexts.sortHere)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
};

interface Props {
  readonly request: RequestView;
  /** Opens the dialog that assigns it, with the unit filled in. */
  readonly onAssign: (unitId: string) => void;
}

const Assign = ({ request, unit, onAssign }: Props & { unit: { id: string; name: string } }): ReactNode => {
  const t = useText();
  if (!request.can.assign || unit.id === request.unitId) return null;
  return (
    <Button
      type="link"
      size="small"
      aria-label={t(routingTexts.assignTo, { unit: unit.name })}
      onClick={() => onAssign(unit.id)}
    >
      {t(routingTexts.assignHere)}
    </Button>
  );
};

const Body = ({ request, found, onAssign }: Props & { found: Suggested }): ReactNode => {
  const t = useText();
  const measured = found.measured.find(({ kind }) => kind === 'category');
  if (!measured && !found.duty && found.categories.length + found.units.length === 0) return null;
  return (
    <Folded title={t(routingTexts.suggestions)} open={request.state === 'received' || request.state === 'assigned'}>
      {measured && (
        <p className={css.hint}>
          {t(routingTexts.suggestionsHint, { accuracy: percent(measured.accuracy), count: measured.trainedOn })}
        </p>
      )}
      {found.duty && (
        <p>
          {t(routingTexts.dutySays, { unit: found.duty.unitName, reason: found.duty.reason })}{' '}
          <Assign request={request} unit={{ id: found.duty.unitId, name: found.duty.unitName }} onAssign={onAssign} />
        </p>
      )}
      {found.categories.length > 0 && <Categories request={request} found={found} />}
      {found.units.length > 0 && (
        <>
          <h3 className={own.sub}>{t(routingTexts.suggestedUnit)}</h3>
          <ul className={own.suggested}>
            {found.units.map(({ id, name, confidence, words }) => (
              <li key={id}>
                {name} <Because confidence={confidence} words={words} />
                <Assign request={request} unit={{ id, name }} onAssign={onAssign} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Folded>
  );
};

const Asked = ({ request, onAssign }: Props): ReactNode => {
  const { data } = useApi(requestSuggestions, { params: { id: request.id } });
  return data ? <Body request={request} found={data} onAssign={onAssign} /> : null;
};

/** What was learned from others says about an open request; who handles it decides. */
export const Suggestions = (props: Props): ReactNode => {
  const { can } = useSession();
  return can('requests.handle') && isOpen(props.request.state) ? <Asked {...props} /> : null;
};
