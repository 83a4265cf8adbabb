import { type ReactNode, useState } from 'react';
import { useText } from '#ui/language.tsx';
import { ChoiceField } from '#ui/phone/fields.tsx';
import { Cell, Cells, Page as Frame, Section } from '#ui/phone/page.tsx';
import { Pager } from '#ui/phone/pager.tsx';
import { Notice, StateView } from '#ui/phone/state-view.tsx';
import { useList } from '#webkit/list.ts';
import { requestList, type RequestLine } from '../../contract.ts';
import { requestTexts } from '../../messages.ts';
import { phoneTexts } from '../../work/messages.ts';
import { RequestStateTag, useDue } from '../parts/state.tsx';

const shows = ['own', 'open', 'answered'] as const;
type Show = (typeof shows)[number];

const Line = ({ request }: { readonly request: RequestLine }): ReactNode => {
  const t = useText();
  const due = useDue();
  return (
    <Cell
      to={`/requests/${request.id}`}
      title={request.excerpt}
      hint={`${request.areaName} · ${t.loose([request.categoryName.zh, request.categoryName.en])} · ${due(request)}`}
      end={<RequestStateTag state={request.state} />}
    />
  );
};

/** What the own unit has to do, those due first. */
export const Page = (): ReactNode => {
  const t = useText();
  const [show, setShow] = useState<Show>('own');
  const list = useList(requestList, { query: { show } });
  return (
    <Frame title={t(requestTexts.title)} intro={t(phoneTexts.intro)} back="/">
      <Section>
        <ChoiceField
          field={{
            id: 'show',
            label: t(phoneTexts.show),
            value: show,
            onChange: (value) => setShow(value ?? 'own'),
            onBlur: () => undefined,
            errors: [],
            required: false,
          }}
          choices={shows.map((value) => ({ value, label: t(phoneTexts[`show_${value}`]) }))}
        />
      </Section>
      <StateView
        error={list.error}
        loading={list.loading}
        empty={list.rows.length === 0}
        whenEmpty={<Notice title={t(phoneTexts.none)} />}
        onAgain={list.reload}
      >
        <Cells label={t(requestTexts.title)}>
          {list.rows.map((request) => (
            <Line key={request.id} request={request} />
          ))}
        </Cells>
        <Pager list={list} />
      </StateView>
    </Frame>
  );
};
